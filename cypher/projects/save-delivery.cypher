MATCH (p:ServiceProject {id: $id})<-[:DELIVERED_FOR]-(d:Delivery {id: $deliveryId})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
SET d.on = date($on), d.text = $text, d.quantity = $quantity, d.unit = $unit
RETURN d.id AS id
