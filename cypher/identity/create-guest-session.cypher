MATCH (link:ShareLink {hash: $tokenHash})-[:MADE_BY]->(:Account {state: 'active'})
WHERE link.expiresAt > datetime()
SET link.openedCount = link.openedCount + 1
CREATE (s:Session {id: $id, hash: $hash, createdAt: datetime(), lastSeenAt: datetime(),
  endsAt: datetime() + duration({seconds: toInteger($lifeSeconds)}), address: $address, userAgent: $userAgent})
CREATE (s)-[:OPENED]->(link)
RETURN link.id AS linkId, link.name AS name
