// How many files hang on deliveries and evaluations, as far as their projects are seen.
UNWIND $ids AS id
MATCH (t:Entity {id: id})-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR p.audience IN $viewer.audiences)
RETURN t.id AS id, COUNT { (t)<-[:ATTACHED_TO]-(:Attachment) } AS attachments
