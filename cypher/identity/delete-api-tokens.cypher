// One of an account's tokens, or all.
MATCH (t:ApiToken)-[:OF_ACCOUNT]->(:Account {id: $accountId})
WHERE $id IS NULL OR t.id = $id
WITH t, t.name AS name
DETACH DELETE t
RETURN name
