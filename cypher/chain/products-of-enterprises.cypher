UNWIND $ids AS id
MATCH (e:Enterprise {id: id})-[r:PRODUCES|CONSUMES]->(p:Product)
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
RETURN DISTINCT id AS of, type(r) AS relation, p.id AS id, p.name AS name, p:Example AS example
ORDER BY of, relation, name, id
