MATCH (a:Account {id: $id})
SET a.passwordHash = $passwordHash, a.mustChangePassword = false, a.updatedAt = datetime()
RETURN a.id AS id, a.name AS name
