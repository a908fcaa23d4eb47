// One page of offers for the index, by id: whatever their state, because a closed one may open again.
MATCH (o:Offer)
WHERE o.id > $after AND ($viewer.all OR o.audience IN $viewer.audiences)
WITH o ORDER BY o.id LIMIT toInteger($limit)
OPTIONAL MATCH (o)-[:IN_CATEGORY]->(c:Category)
RETURN o.id AS id, o.audience AS audience, o.state = 'published' AS open,
  toString(o.availableUntil) AS until, coalesce(coalesce(o.used, 0) >= o.capacity, false) AS spent, c.name AS category,
  coalesce(o.version, 0) AS version, toString(o.updatedAt) AS updatedAt, o.text AS text, o.featuresKey AS featuresKey,
  o.embedding AS vector, o.embeddingModel AS embeddingModel, o.kindScores AS kinds
