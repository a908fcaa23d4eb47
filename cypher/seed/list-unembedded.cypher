// Sees everything: seeding puts data in for all, before anybody asks for it.
// Which of these texts have no vector of the current model.
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE n.embeddingModel IS NULL OR n.embeddingModel <> $model
RETURN n.id AS id, n.text AS text, n.textHash AS textHash, n:Offer AS offer,
  head(COLLECT { MATCH (n)-[:IN_CATEGORY]->(c:Category) WHERE n:Offer RETURN c.name ORDER BY c.id }) AS category
