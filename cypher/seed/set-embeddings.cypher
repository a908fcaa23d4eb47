// Sees everything: seeding puts data in for all, before anybody asks for it.
// One row a distinct text. The hash guards a text that was edited meanwhile.
UNWIND $rows AS row
UNWIND row.ids AS id
MATCH (n:Entity {id: id})
WHERE n.textHash = row.textHash
CALL db.create.setNodeVectorProperty(n, 'embedding', row.embedding)
SET n.embeddingModel = $model
RETURN count(n) AS rows
