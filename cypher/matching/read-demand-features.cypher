// Stored features of candidates, where no index in this process has them.
UNWIND $ids AS id
MATCH (d:Demand {id: id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
RETURN d.id AS id, d.text AS text, null AS category, d.featuresKey AS featuresKey,
  d.embedding AS vector, d.embeddingModel AS embeddingModel, d.kindScores AS kinds
