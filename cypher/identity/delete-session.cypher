MATCH (s:Session {hash: $hash})
OPTIONAL MATCH (s)-[:OF_ACCOUNT]->(a:Account)
WITH s, a.id AS accountId
DETACH DELETE s
RETURN accountId
