// Alliances by their ids, with the audience that what belongs to them takes.
UNWIND $ids AS id
MATCH (a:Alliance {id: id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN a.id AS id, a.name AS name, a.audience AS audience
