MATCH (link:ShareLink)-[:MADE_BY]->(:Account {id: $accountId})
WHERE link.expiresAt > datetime()
RETURN link.id AS id, link.name AS name, link.path AS path, link.placeIds AS placeIds,
  toString(link.createdAt) AS createdAt, toString(link.expiresAt) AS expiresAt, link.openedCount AS openedCount
ORDER BY link.createdAt DESC, id
