MATCH (guard:SignInGuard {key: $key})
DELETE guard
RETURN count(*) AS cleared
