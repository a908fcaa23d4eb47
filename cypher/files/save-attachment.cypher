// New words on a locked attachment.
MATCH (a:Attachment {id: $id})-[:ATTACHED_TO]->(t)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH a, t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
SET a.name = $name, a.caption = $caption, a.kind = $kind
RETURN a.id AS id
