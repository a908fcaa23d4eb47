MATCH (i:Invitation {id: $id})
WHERE i.usedAt IS NULL
OPTIONAL MATCH (i)-[:PROMISES]->(g:Grant)
WITH i, collect(g) AS grants, i.name AS name
FOREACH (g IN grants | DETACH DELETE g)
DETACH DELETE i
RETURN name
