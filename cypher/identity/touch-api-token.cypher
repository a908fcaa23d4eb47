MATCH (t:ApiToken {id: $id})
SET t.lastUsedAt = datetime()
RETURN t.id AS id
