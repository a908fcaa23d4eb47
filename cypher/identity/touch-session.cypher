MATCH (s:Session {id: $id})
SET s.lastSeenAt = datetime()
RETURN s.id AS id
