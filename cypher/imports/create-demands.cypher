// A batch of needs, as entered ones are kept: the entry, what it points at, and the event of its coming into the list.
UNWIND $rows AS row
CREATE (d:Demand:Entity {id: row.id, version: 1, createdAt: datetime(), updatedAt: datetime(), state: row.state, publishTo: row.publishTo, reviewedIn: row.reviewedIn,
  title: row.title, text: row.text, textHash: row.textHash, words: row.words, unit: row.unit, audience: row.audience,
  location: CASE WHEN row.location IS NULL THEN null ELSE point({longitude: row.location.longitude, latitude: row.location.latitude}) END,
  quantity: row.quantity, neededFrom: date(row.from), neededBy: date(row.until), urgency: row.urgency, beneficiary: row.beneficiary})
CREATE (:Event {at: datetime(), by: $by, from: null, to: row.state, reason: null})-[:HAPPENED_TO]->(d)
WITH row, d
CALL (row, d) {
  MATCH (c:Category {id: row.categoryId})
  CREATE (d)-[:IN_CATEGORY]->(c)
}
CALL (row, d) {
  MATCH (o:Entity {id: row.ownerId})
  WHERE o:Enterprise|PartyOrganization|Department AND ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  CREATE (d)-[:RAISED_BY]->(o)
}
CALL (row, d) {
  MATCH (a:Alliance {id: row.allianceId})
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
  CREATE (d)-[:FOR_ALLIANCE]->(a)
}
CALL (row, d) {
  UNWIND CASE WHEN row.trade = 'buys' THEN row.productIds ELSE [] END AS productId
  MATCH (p:Product {id: productId})
  CREATE (d)-[:WANTS]->(p)
}
CALL (row, d) {
  UNWIND CASE WHEN row.trade = 'sells' THEN row.productIds ELSE [] END AS productId
  MATCH (p:Product {id: productId})
  CREATE (d)-[:SELLS]->(p)
}
CALL (d) {
  WITH d WHERE $example
  MERGE (root:ExampleRoot {id: 'examples'})
  SET d:Example
  MERGE (d)-[:EXAMPLE_OF]->(root)
}
RETURN d.id AS id
