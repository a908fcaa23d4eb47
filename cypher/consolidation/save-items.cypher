// Sees everything: who may change the board was asked before; an item gets its audience here.
// Items as a change leaves them: made where they are new, with name and category replaced.
UNWIND $rows AS row
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
MERGE (i:DemandItem:Entity {id: row.id})
ON CREATE SET i.audience = $audience, i.createdAt = datetime()
SET i.title = row.title, i.categoryPinned = row.categoryPinned, i.updatedAt = datetime()
MERGE (i)-[:FOR_ALLIANCE]->(a)
WITH i, row
CALL (i) {
  MATCH (i)-[old:IN_CATEGORY]->(:Category)
  DELETE old
}
CALL (i, row) {
  MATCH (c:Category {id: row.to})
  CREATE (i)-[:IN_CATEGORY]->(c)
}
CALL (i) {
  WITH i WHERE $example
  MERGE (root:ExampleRoot {id: 'examples'})
  SET i:Example
  MERGE (i)-[:EXAMPLE_OF]->(root)
}
RETURN count(i) AS saved
