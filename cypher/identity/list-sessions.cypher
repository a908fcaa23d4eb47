MATCH (s:Session)-[:OF_ACCOUNT]->(:Account {id: $accountId})
WHERE s.endsAt > datetime() AND s.lastSeenAt + duration({seconds: toInteger($idleSeconds)}) > datetime()
RETURN s.id AS id, toString(s.createdAt) AS createdAt, toString(s.lastSeenAt) AS lastSeenAt,
  toString(s.endsAt) AS endsAt, s.address AS address, s.userAgent AS userAgent
ORDER BY s.lastSeenAt DESC, id
