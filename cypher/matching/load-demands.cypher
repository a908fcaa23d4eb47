// One page of demands for the index, by id. A demand's category is a label of the annotators and no input.
MATCH (d:Demand)
WHERE d.id > $after AND ($viewer.all OR d.audience IN $viewer.audiences)
RETURN d.id AS id, d.audience AS audience, d.state = 'published' AS open,
  toString(d.neededBy) AS until, false AS spent, null AS category,
  coalesce(d.version, 0) AS version, toString(d.updatedAt) AS updatedAt, d.text AS text, d.featuresKey AS featuresKey,
  d.embedding AS vector, d.embeddingModel AS embeddingModel, d.kindScores AS kinds
ORDER BY id LIMIT toInteger($limit)
