// Both directions of FEEDS at once: `out` is what the position feeds, `in` what feeds it.
UNWIND $ids AS id
MATCH (p:ChainPosition {id: id})-[:FEEDS]-(q:ChainPosition)-[:PART_OF_CHAIN]->(c:IndustryChain)
WITH DISTINCT id, p, q, c
UNWIND [direction IN ['out', 'in'] WHERE
  (direction = 'out' AND EXISTS { (p)-[:FEEDS]->(q) }) OR (direction = 'in' AND EXISTS { (q)-[:FEEDS]->(p) })
] AS direction
RETURN id AS of, direction, 'ChainPosition' AS __typename, q.id AS id, q.name AS name, q.stage AS stage,
  q.order AS order, {id: c.id, name: c.name, code: c.code} AS chain
ORDER BY of, direction, order, name, id
