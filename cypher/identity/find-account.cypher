// For signing in: by user name, or by the subject a provider vouched for.
MATCH (a:Account)
WHERE a.username = $username OR a.subject = $subject
RETURN a.id AS id, a.name AS name, a.passwordHash AS passwordHash, a.state AS state, a.demo AS demo
