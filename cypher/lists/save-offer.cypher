// Everything an entry says, replaced as a whole; the version rises by one.
// A link to an owner or alliance out of the viewer's sight stays, for an empty field does not mean that it is to go;
// naming another one replaces it.
MATCH (f:Offer {id: $id})
WHERE f.version = 0 OR ($viewer.all OR f.audience IN $viewer.audiences OR f.reviewedIn IN $viewer.audiences)
CALL (f) {
  // Another text or category: what was computed from the old ones goes.
  WITH f WHERE f.textHash <> $textHash
    OR coalesce(head(COLLECT { MATCH (f)-[:IN_CATEGORY]->(c:Category) RETURN c.id }), '') <> coalesce($categoryId, '')
  REMOVE f.embedding, f.embeddingModel, f.kindScores, f.featuresKey
}
SET f.title = $title, f.text = $text, f.textHash = $textHash, f.words = $words, f.unit = $unit,
  f.audience = $audience, f.publishTo = $publishTo, f.reviewedIn = $reviewedIn, f.state = $state,
  f.returnReason = CASE WHEN $state = 'draft' THEN f.returnReason END, f.version = f.version + 1, f.updatedAt = datetime(),
  f.location = CASE WHEN $location IS NULL THEN null
    ELSE point({longitude: $location.longitude, latitude: $location.latitude}) END,
  f.capacity = $capacity, f.availableFrom = date($availableFrom), f.availableUntil = date($availableUntil),
  f.serviceRadiusKm = $serviceRadiusKm
FOREACH (_ IN CASE WHEN $kind = 'resource' THEN [1] ELSE [] END | REMOVE f:PublishedProject SET f:Resource)
FOREACH (_ IN CASE WHEN $kind = 'project' THEN [1] ELSE [] END | REMOVE f:Resource SET f:PublishedProject)
WITH f
CALL (f) {
  WITH f WHERE $embedding IS NOT NULL
  CALL db.create.setNodeVectorProperty(f, 'embedding', $embedding)
  SET f.embeddingModel = $embeddingModel
}
CALL (f) {
  MATCH (f)-[old:IN_CATEGORY|PROVIDES|BUYS]->()
  DELETE old
}
CALL (f) {
  MATCH (f)-[old:OFFERED_BY]->(o:Enterprise|PartyOrganization|Department)
  WHERE $ownerId IS NOT NULL OR ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  DELETE old
}
CALL (f) {
  MATCH (f)-[old:FOR_ALLIANCE]->(a:Alliance)
  WHERE $allianceId IS NOT NULL OR ($viewer.all OR a.audience IN $viewer.audiences)
  DELETE old
}
CALL (f) {
  MATCH (c:Category {id: $categoryId})
  CREATE (f)-[:IN_CATEGORY]->(c)
}
CALL (f) {
  MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})
  WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  CREATE (f)-[:OFFERED_BY]->(o)
}
CALL (f) {
  MATCH (a:Alliance {id: $allianceId})
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
  CREATE (f)-[:FOR_ALLIANCE]->(a)
}
CALL (f) {
  UNWIND CASE WHEN $trade = 'buys' THEN [] ELSE $productIds END AS productId
  MATCH (p:Product {id: productId})
  CREATE (f)-[:PROVIDES]->(p)
}
CALL (f) {
  UNWIND CASE WHEN $trade = 'buys' THEN $productIds ELSE [] END AS productId
  MATCH (p:Product {id: productId})
  CREATE (f)-[:BUYS]->(p)
}
RETURN f.id AS id, f.version AS version
