// How much is kept for an owner, who is locked until the end of the transaction: two who attach at once are counted one
// after the other. For demo visitors all that is kept as examples counts, whoever's.
// Sees everything: the room is taken by what somebody else may see, too; only sums come out.
MATCH (owner:Entity {id: $ownerId})
SET owner.id = owner.id
WITH owner
CALL (owner) {
  MATCH (a:Attachment {ownerId: owner.id})-[:OF_FILE]->(f:File)
  WHERE NOT $demo
  RETURN DISTINCT f
  UNION
  MATCH (:ExampleRoot {id: 'examples'})<-[:EXAMPLE_OF]-(a:Attachment)-[:OF_FILE]->(f:File)
  WHERE $demo
  RETURN DISTINCT f
}
RETURN sum(f.size) AS bytes, coalesce(sum(CASE WHEN f.hash = $hash THEN 1 END), 0) AS known
