UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})<-[:PLANNED_IN]-(s:ProjectMonth)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
RETURN p.id AS of, s.id AS id, s.month AS month, s.text AS text,
  EXISTS { MATCH (d:Delivery)-[:DELIVERED_FOR]->(p) WHERE left(toString(d.on), 7) = s.month } AS delivered
ORDER BY of, month
