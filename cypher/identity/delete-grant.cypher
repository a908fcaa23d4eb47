MATCH (a:Account {demo: false})-[:HOLDS]->(g:Grant {id: $id})
WITH a.id AS accountId, g, g.role AS role, g.placeId AS placeId, toString(g.createdAt) AS since, toString(g.until) AS until
DETACH DELETE g
RETURN accountId, role, placeId, since, until
