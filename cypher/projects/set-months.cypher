// The plan of a project, replaced as a whole.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CALL (p) {
  MATCH (p)<-[:PLANNED_IN]-(old:ProjectMonth)
  DETACH DELETE old
}
UNWIND $rows AS row
CREATE (:ProjectMonth:Entity {id: p.id + ':' + row.month, month: row.month, text: row.text})-[:PLANNED_IN]->(p)
RETURN count(row) AS planned
