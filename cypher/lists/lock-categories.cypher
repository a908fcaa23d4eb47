// The whole tree, locked until the transaction ends: two who change it at once could make a circle together.
MERGE (v:DataVersion {id: 'categories'})
ON CREATE SET v.value = 1
ON MATCH SET v.value = v.value + 1
WITH v
MATCH (c:Category)
RETURN c.id AS id, c.name AS name, coalesce(c.version, 1) AS version, c.retiredAt IS NOT NULL AS retired,
  head(COLLECT { MATCH (c)-[:KIND_OF]->(p:Category) RETURN p.id ORDER BY p.id }) AS parentId
ORDER BY id
