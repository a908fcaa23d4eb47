// Works once: the lock taken by the first write makes the second look again and find it used.
MATCH (i:Invitation {id: $id})
SET i.tries = coalesce(i.tries, 0) + 1
WITH i WHERE i.usedAt IS NULL AND i.expiresAt > datetime()
MATCH (a:Account {id: $accountId})
SET i.usedAt = datetime(), i.usedBy = a.id
WITH i, a
OPTIONAL MATCH (i)-[promise:PROMISES]->(g:Grant)
DELETE promise
FOREACH (grant IN CASE WHEN g IS NULL THEN [] ELSE [g] END | CREATE (a)-[:HOLDS]->(grant))
RETURN i.id AS id, count(g) AS grants
