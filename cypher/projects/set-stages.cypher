// The stages of a project's evaluation, fixed when it is made: a later change of the rule leaves it as it was agreed.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
SET p.stages = $stages
RETURN p.id AS id
