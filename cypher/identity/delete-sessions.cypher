// Of one account: the one named, or all but the one kept (none kept when null).
MATCH (s:Session)-[:OF_ACCOUNT]->(:Account {id: $accountId})
WHERE ($id IS NULL OR s.id = $id) AND ($keepHash IS NULL OR s.hash <> $keepHash)
DETACH DELETE s
RETURN count(*) AS ended
