MATCH (a:Account {id: $accountId, demo: false})
CREATE (t:ApiToken {id: $id, hash: $hash, hint: $hint, name: $name, scopes: $scopes, createdAt: datetime(),
  expiresAt: datetime() + duration({days: toInteger($days)})})-[:OF_ACCOUNT]->(a)
RETURN t.id AS id
