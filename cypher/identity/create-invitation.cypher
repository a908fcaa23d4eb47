MATCH (by:Account {id: $byId})
OPTIONAL MATCH (a:Account {id: $accountId, demo: false})
WITH by, a WHERE $accountId IS NULL OR a IS NOT NULL
CREATE (i:Invitation {id: $id, hash: $hash, kind: $kind, name: coalesce($name, a.name), email: $email,
  createdAt: datetime(), expiresAt: datetime() + duration({days: toInteger($days)}), invitedBy: by.name, invitedById: by.id})
FOREACH (_ IN CASE WHEN a IS NULL THEN [] ELSE [1] END | CREATE (i)-[:RESETS]->(a))
FOREACH (grant IN $grants | CREATE (i)-[:PROMISES]->(:Grant {id: grant.id, role: grant.role, placeId: grant.placeId,
  until: date(grant.until), createdAt: datetime()}))
RETURN i.id AS id, i.name AS name
