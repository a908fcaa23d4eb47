// Offers written since an instant: what a server's index has to catch up with.
MATCH (o:Offer)
WHERE o.updatedAt >= datetime($since) AND ($viewer.all OR o.audience IN $viewer.audiences)
WITH o ORDER BY o.updatedAt, o.id LIMIT toInteger($limit)
OPTIONAL MATCH (o)-[:IN_CATEGORY]->(c:Category)
RETURN o.id AS id, o.audience AS audience, o.state = 'published' AS open,
  toString(o.availableUntil) AS until, coalesce(coalesce(o.used, 0) >= o.capacity, false) AS spent, c.name AS category,
  coalesce(o.version, 0) AS version, toString(o.updatedAt) AS updatedAt, o.text AS text, o.featuresKey AS featuresKey,
  o.embedding AS vector, o.embeddingModel AS embeddingModel, o.kindScores AS kinds
