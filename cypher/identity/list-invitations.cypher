MATCH (i:Invitation)
WHERE i.usedAt IS NULL AND i.expiresAt > datetime() AND ($id IS NULL OR i.id = $id)
RETURN i.id AS id, i.kind AS kind, i.name AS name, i.email AS email, toString(i.expiresAt) AS expiresAt,
  toString(i.createdAt) AS createdAt, i.invitedBy AS invitedBy, COLLECT {
    MATCH (i)-[:PROMISES]->(g:Grant)
    RETURN {grantId: g.id, role: g.role, placeId: g.placeId, until: toString(g.until)} AS item ORDER BY g.id } AS grants
ORDER BY i.createdAt DESC, id
