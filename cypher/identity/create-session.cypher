// A new session of an account; the one it replaces ends, and so do sessions long over. The limit keeps the clean-up short.
MATCH (a:Account {id: $accountId, state: 'active'})
CREATE (s:Session {id: $id, hash: $hash, createdAt: datetime(), lastSeenAt: datetime(),
  endsAt: datetime() + duration({seconds: toInteger($lifeSeconds)}), address: $address, userAgent: $userAgent})
CREATE (s)-[:OF_ACCOUNT]->(a)
SET a.lastSignInAt = datetime()
WITH s
CALL () {
  MATCH (old:Session)
  WHERE old.endsAt < datetime()
  WITH old LIMIT 100
  DETACH DELETE old
}
RETURN s.id AS id
