// What a product goes into (`out`) and what it is made from (`in`).
UNWIND $ids AS id
MATCH (p:Product {id: id})-[r:INPUT_TO]-(q:Product)
RETURN DISTINCT id AS of, CASE WHEN startNode(r) = p THEN 'out' ELSE 'in' END AS direction, q.id AS id, q.name AS name, q:Example AS example
ORDER BY of, direction, name, id
