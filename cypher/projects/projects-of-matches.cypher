// The project that each match led to.
UNWIND $ids AS id
MATCH (m:Match {id: id})-[:LED_TO]->(p:ServiceProject)
WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND p.audience IN $viewer.audiences))
RETURN m.id AS of, p.id AS id
ORDER BY of, id
