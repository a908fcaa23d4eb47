// Sees everything: an owner out of sight is an owner all the same. The ids are compared with the actor's and shown to nobody.
// Who raised the needs that a project serves.
UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})<-[:LED_TO]-(:Match)-[:ANSWERS_DEMAND]->(:Demand)-[:RAISED_BY]->(o)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
RETURN DISTINCT p.id AS of, o.id AS id
ORDER BY of, id
