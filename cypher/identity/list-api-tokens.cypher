MATCH (t:ApiToken)-[:OF_ACCOUNT]->(:Account {id: $accountId})
WHERE t.expiresAt > datetime()
RETURN t.id AS id, t.name AS name, t.hint AS hint, t.scopes AS scopes, toString(t.createdAt) AS createdAt,
  toString(t.expiresAt) AS expiresAt, toString(t.lastUsedAt) AS lastUsedAt
ORDER BY t.createdAt DESC, id
