// One account a role, made when first needed; its one grant follows the examples' places.
MERGE (a:Account {username: $username})
ON CREATE SET a.id = $id, a.name = $name, a.demo = true, a.state = 'active', a.mustChangePassword = false,
  a.version = 1, a.createdAt = datetime(), a.updatedAt = datetime()
WITH a WHERE a.demo
MERGE (a)-[:HOLDS]->(g:Grant)
ON CREATE SET g.id = $grantId, g.createdAt = datetime()
SET g.role = $role, g.placeId = $placeId
RETURN a.id AS id, a.name AS name
