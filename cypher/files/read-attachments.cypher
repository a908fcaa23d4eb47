// Attachments by their ids, as far as the things they hang on are seen now.
UNWIND $ids AS id
MATCH (a:Attachment {id: id})-[:ATTACHED_TO]->(t)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH a, t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
MATCH (a)-[:OF_FILE]->(f:File)
RETURN a.id AS id, a.name AS name, a.caption AS caption, a.kind AS kind, toString(a.at) AS at, a.byName AS byName,
  a.version AS version, a:Example AS example, f.hash AS hash, f.size AS size, f.mediaType AS mediaType, t.id AS targetId
