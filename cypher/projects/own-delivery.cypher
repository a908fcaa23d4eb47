// One delivery of a project as it is kept, and whether the reader wrote it.
MATCH (p:ServiceProject {id: $id})<-[:DELIVERED_FOR]-(d:Delivery {id: $deliveryId})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
RETURN d.id AS id, toString(d.on) AS on, d.text AS text, d.quantity AS quantity, d.unit AS unit, d.byName AS byName,
  coalesce(d.by = $reader, false) AS mine,
  COLLECT { MATCH (d)<-[:ATTACHED_TO]-(x:Attachment) RETURN x.name ORDER BY x.name LIMIT 200 } AS attachments
