// Texts without a vector of this model, in the order of their ids.
MATCH (x:Demand|Offer)
WHERE (x.embeddingModel IS NULL OR x.embeddingModel <> $model) AND x.id > $afterId
  AND ($viewer.all OR x.audience IN $viewer.audiences)
RETURN x.id AS id, x.text AS text, x:Offer AS offer,
  head(COLLECT { MATCH (x)-[:IN_CATEGORY]->(c:Category) WHERE x:Offer RETURN c.name ORDER BY c.id }) AS category
ORDER BY id LIMIT toInteger($limit)
