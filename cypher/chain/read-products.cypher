UNWIND $ids AS id
MATCH (p:Product {id: id})
OPTIONAL MATCH (p)-[:KIND_OF]->(b:Product)
WITH p, b ORDER BY b.id
WITH p, head(collect(b)) AS b
RETURN 'Product' AS __typename, p.id AS id, p.name AS name, p:Example AS example,
  CASE WHEN b IS NULL THEN null ELSE {id: b.id, name: b.name} END AS broader
