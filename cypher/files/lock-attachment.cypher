// An attachment to be changed, locked until the end of the transaction: setting a property takes the lock before it is read.
MATCH (a:Attachment {id: $id})-[:ATTACHED_TO]->(t)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH a, t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
SET a.version = a.version + 1
RETURN a.version - 1 AS version
