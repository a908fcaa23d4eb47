// Attachments whose thing is gone, some at a time; their contents are swept a grace later.
// Sees everything: they hang on nothing that anybody could see.
MATCH (a:Attachment)
WHERE NOT EXISTS { (a)-[:ATTACHED_TO]->() }
WITH a LIMIT toInteger($limit)
OPTIONAL MATCH (a)-[:OF_FILE]->(f:File)
SET f.at = datetime()
WITH collect(a) AS strays
FOREACH (a IN strays | DETACH DELETE a)
RETURN size(strays) AS deleted
