MATCH (a:Account {id: $accountId, demo: false})
CREATE (link:ShareLink {id: $id, hash: $hash, name: $name, path: $path, audiences: $audiences, placeIds: $placeIds,
  openedCount: 0, createdAt: datetime(), expiresAt: datetime() + duration({days: toInteger($days)})})-[:MADE_BY]->(a)
RETURN link.id AS id
