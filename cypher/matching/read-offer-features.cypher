// Stored features of candidates, where no index in this process has them.
UNWIND $ids AS id
MATCH (o:Offer {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
OPTIONAL MATCH (o)-[:IN_CATEGORY]->(c:Category)
RETURN o.id AS id, o.text AS text, c.name AS category, o.featuresKey AS featuresKey,
  o.embedding AS vector, o.embeddingModel AS embeddingModel, o.kindScores AS kinds
