// Demands written since an instant: what a server's index has to catch up with.
MATCH (d:Demand)
WHERE d.updatedAt >= datetime($since) AND ($viewer.all OR d.audience IN $viewer.audiences)
RETURN d.id AS id, d.audience AS audience, d.state = 'published' AS open,
  toString(d.neededBy) AS until, false AS spent, null AS category,
  coalesce(d.version, 0) AS version, toString(d.updatedAt) AS updatedAt, d.text AS text, d.featuresKey AS featuresKey,
  d.embedding AS vector, d.embeddingModel AS embeddingModel, d.kindScores AS kinds
ORDER BY d.updatedAt, id LIMIT toInteger($limit)
