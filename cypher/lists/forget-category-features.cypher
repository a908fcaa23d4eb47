// Offers are matched by their category's name too: with another name what was computed from the old one goes.
// Sees everything: a job of the server over what every viewer is matched with.
MATCH (c:Category {id: $id})<-[:IN_CATEGORY]-(x:Offer)
SET x.updatedAt = datetime()
REMOVE x.embedding, x.embeddingModel, x.kindScores, x.featuresKey
RETURN count(x) AS offers
