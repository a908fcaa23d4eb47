// Hangs a locked content on a thing, once: a second time finds what hangs there already.
MATCH (t:Entity {id: $targetId})
WHERE any(label IN labels(t) WHERE label IN $kinds)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
MATCH (f:File {hash: $hash})
WITH t, f, COUNT { (t)<-[:ATTACHED_TO]-(:Attachment) } AS before
MERGE (t)<-[:ATTACHED_TO]-(a:Attachment)-[:OF_FILE]->(f)
ON CREATE SET a:Entity, a.id = $id, a.name = $name, a.caption = $caption, a.kind = $kind, a.at = datetime(), a.by = $by,
  a.byName = $byName, a.ownerId = $ownerId, a.version = 1
RETURN a.id AS id, before
