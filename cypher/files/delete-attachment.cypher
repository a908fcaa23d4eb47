// Takes a locked attachment off its thing. The content stays for the grace of the sweeper, which counts from now.
MATCH (a:Attachment {id: $id})-[:ATTACHED_TO]->(t)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH a, t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
MATCH (a)-[:OF_FILE]->(f:File)
SET f.at = datetime()
DETACH DELETE a
RETURN f.hash AS hash
