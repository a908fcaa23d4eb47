// An email or subject that is null takes no part in uniqueness.
CREATE (a:Account {id: $id, username: $username, name: $name, email: $email, subject: $subject,
  passwordHash: $passwordHash, mustChangePassword: $mustChangePassword, demo: $demo, state: 'active', version: 1,
  createdAt: datetime(), updatedAt: datetime()})
RETURN a.id AS id
