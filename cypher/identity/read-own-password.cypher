MATCH (a:Account {id: $id})
RETURN a.passwordHash AS passwordHash, a.username AS username, a.name AS name
