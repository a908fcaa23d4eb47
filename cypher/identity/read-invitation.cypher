// By the link's token, or by the address that a provider vouched for.
MATCH (i:Invitation)
WHERE (i.hash = $hash OR (i.email = $email AND i.kind = 'invite')) AND i.usedAt IS NULL AND i.expiresAt > datetime()
OPTIONAL MATCH (i)-[:RESETS]->(a:Account)
RETURN i.id AS id, i.kind AS kind, i.name AS name, i.email AS email, toString(i.expiresAt) AS expiresAt,
  a.id AS accountId, a.username AS username, COLLECT {
    MATCH (i)-[:PROMISES]->(g:Grant)
    RETURN {grantId: g.id, role: g.role, placeId: g.placeId, until: toString(g.until)} AS item ORDER BY g.id } AS grants
ORDER BY i.createdAt
LIMIT 1
