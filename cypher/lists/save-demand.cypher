// Everything an entry says, replaced as a whole; the version rises by one.
// A link to an owner or alliance out of the viewer's sight stays, for an empty field does not mean that it is to go;
// naming another one replaces it.
MATCH (d:Demand {id: $id})
WHERE d.version = 0 OR ($viewer.all OR d.audience IN $viewer.audiences OR d.reviewedIn IN $viewer.audiences)
CALL (d) {
  // Another text: what was computed from the old one goes.
  WITH d WHERE d.textHash <> $textHash
  REMOVE d.embedding, d.embeddingModel, d.kindScores, d.featuresKey
}
SET d.title = $title, d.text = $text, d.textHash = $textHash, d.words = $words, d.unit = $unit,
  d.audience = $audience, d.publishTo = $publishTo, d.reviewedIn = $reviewedIn, d.state = $state,
  d.returnReason = CASE WHEN $state = 'draft' THEN d.returnReason END, d.version = d.version + 1, d.updatedAt = datetime(),
  d.location = CASE WHEN $location IS NULL THEN null
    ELSE point({longitude: $location.longitude, latitude: $location.latitude}) END,
  d.quantity = $quantity, d.neededFrom = date($neededFrom), d.neededBy = date($neededBy),
  d.urgency = $urgency, d.beneficiary = $beneficiary
WITH d
CALL (d) {
  WITH d WHERE $embedding IS NOT NULL
  CALL db.create.setNodeVectorProperty(d, 'embedding', $embedding)
  SET d.embeddingModel = $embeddingModel
}
CALL (d) {
  MATCH (d)-[old:IN_CATEGORY|WANTS|SELLS]->()
  DELETE old
}
CALL (d) {
  MATCH (d)-[old:RAISED_BY]->(o:Enterprise|PartyOrganization|Department)
  WHERE $ownerId IS NOT NULL OR ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  DELETE old
}
CALL (d) {
  MATCH (d)-[old:FOR_ALLIANCE]->(a:Alliance)
  WHERE $allianceId IS NOT NULL OR ($viewer.all OR a.audience IN $viewer.audiences)
  DELETE old
}
CALL (d) {
  MATCH (c:Category {id: $categoryId})
  CREATE (d)-[:IN_CATEGORY]->(c)
}
CALL (d) {
  MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})
  WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  CREATE (d)-[:RAISED_BY]->(o)
}
CALL (d) {
  MATCH (a:Alliance {id: $allianceId})
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
  CREATE (d)-[:FOR_ALLIANCE]->(a)
}
CALL (d) {
  UNWIND CASE WHEN $trade = 'sells' THEN [] ELSE $productIds END AS productId
  MATCH (p:Product {id: productId})
  CREATE (d)-[:WANTS]->(p)
}
CALL (d) {
  UNWIND CASE WHEN $trade = 'sells' THEN $productIds ELSE [] END AS productId
  MATCH (p:Product {id: productId})
  CREATE (d)-[:SELLS]->(p)
}
RETURN d.id AS id, d.version AS version
