// What was delivered, the newest day first, at most 200 a project.
UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CALL (p) {
  MATCH (p)<-[:DELIVERED_FOR]-(d:Delivery)
  RETURN d ORDER BY d.on DESC, d.id DESC LIMIT 200
}
RETURN p.id AS of, d.id AS id, toString(d.on) AS on, d.text AS text, d.quantity AS quantity, d.unit AS unit, d.byName AS byName,
  coalesce(d.by = $reader, false) AS mine
ORDER BY of, on DESC, id DESC
