MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CREATE (d:Delivery:Entity {id: $deliveryId, on: date($on), text: $text, quantity: $quantity, unit: $unit, at: datetime(),
  by: $by, byName: $byName})-[:DELIVERED_FOR]->(p)
RETURN d.id AS id
