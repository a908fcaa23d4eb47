// Things that files hang on, as far as they are seen: a delivery and an evaluation are seen with their project.
// Sees everything: whose room the files take does not depend on who looks. What comes out of the rest is compared below.
UNWIND $ids AS id
MATCH (t:Entity {id: id})
WHERE any(label IN labels(t) WHERE label IN $kinds)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
WITH t, coalesce(p, t) AS whole
RETURN t.id AS id, head([label IN labels(t) WHERE label IN $kinds]) AS kind,
  CASE WHEN whole:ServiceProject THEN whole.id END AS projectId,
  CASE WHEN t:Evaluation THEN t.by END AS author,
  coalesce(head(COLLECT {
    MATCH (whole)-[r:RAISED_BY|OFFERED_BY|FOR_ALLIANCE|CASE_IN]->(owner:Enterprise|PartyOrganization|Department|Alliance)
    RETURN owner.id ORDER BY type(r) = 'FOR_ALLIANCE', owner.id }), whole.id) AS ownerId
