// A delivery that was none goes, and what hangs on it with it: the sweeper takes contents that nothing holds any more.
MATCH (p:ServiceProject {id: $id})<-[:DELIVERED_FOR]-(d:Delivery {id: $deliveryId})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CALL (d) {
  MATCH (d)<-[:ATTACHED_TO]-(x:Attachment)-[:OF_FILE]->(f:File)
  SET f.at = datetime()
  DETACH DELETE x
}
DETACH DELETE d
RETURN p.id AS id
