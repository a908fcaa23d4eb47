// Open ones only, with the roles they promise: those an account made, or those that reset its password.
OPTIONAL MATCH (i:Invitation)
WHERE i.usedAt IS NULL AND (i.invitedById = $byId OR EXISTS { (i)-[:RESETS]->(:Account {id: $resetsId}) })
OPTIONAL MATCH (i)-[:PROMISES]->(g:Grant)
WITH collect(DISTINCT i) AS open, collect(DISTINCT g) AS grants
FOREACH (g IN grants | DETACH DELETE g)
FOREACH (i IN open | DETACH DELETE i)
RETURN size(open) AS withdrawn
