MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
SET p.title = $title, p.summary = $summary
RETURN p.id AS id
