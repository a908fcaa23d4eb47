// A batch of resources and projects, as entered ones are kept: the entry, what it points at, and the event of its coming into the list.
UNWIND $rows AS row
CREATE (f:Offer:Entity {id: row.id, version: 1, createdAt: datetime(), updatedAt: datetime(), state: row.state, publishTo: row.publishTo, reviewedIn: row.reviewedIn,
  title: row.title, text: row.text, textHash: row.textHash, words: row.words, unit: row.unit, audience: row.audience,
  location: CASE WHEN row.location IS NULL THEN null ELSE point({longitude: row.location.longitude, latitude: row.location.latitude}) END,
  capacity: row.capacity, availableFrom: date(row.from), availableUntil: date(row.until), serviceRadiusKm: row.serviceRadiusKm})
CREATE (:Event {at: datetime(), by: $by, from: null, to: row.state, reason: null})-[:HAPPENED_TO]->(f)
FOREACH (_ IN CASE WHEN row.kind = 'resource' THEN [1] ELSE [] END | SET f:Resource)
FOREACH (_ IN CASE WHEN row.kind = 'project' THEN [1] ELSE [] END | SET f:PublishedProject)
WITH row, f
CALL (row, f) {
  MATCH (c:Category {id: row.categoryId})
  CREATE (f)-[:IN_CATEGORY]->(c)
}
CALL (row, f) {
  MATCH (o:Entity {id: row.ownerId})
  WHERE o:Enterprise|PartyOrganization|Department AND ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  CREATE (f)-[:OFFERED_BY]->(o)
}
CALL (row, f) {
  MATCH (a:Alliance {id: row.allianceId})
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
  CREATE (f)-[:FOR_ALLIANCE]->(a)
}
CALL (row, f) {
  UNWIND CASE WHEN row.trade = 'buys' THEN row.productIds ELSE [] END AS productId
  MATCH (p:Product {id: productId})
  CREATE (f)-[:BUYS]->(p)
}
CALL (row, f) {
  UNWIND CASE WHEN row.trade = 'sells' THEN row.productIds ELSE [] END AS productId
  MATCH (p:Product {id: productId})
  CREATE (f)-[:PROVIDES]->(p)
}
CALL (f) {
  WITH f WHERE $example
  MERGE (root:ExampleRoot {id: 'examples'})
  SET f:Example
  MERGE (f)-[:EXAMPLE_OF]->(root)
}
RETURN f.id AS id
