// Sees everything: the server computes these numbers for every entry and shows them to nobody.
// Keeps what was computed from the texts. The hash guards a text that was edited meanwhile; no version is raised,
// because the text says the same as before.
UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
WHERE n.text = row.text
SET n.kindScores = row.kinds, n.featuresKey = row.featuresKey, n.embeddingModel = row.model
WITH n, row
CALL (n, row) {
  WITH n, row WHERE row.vector IS NOT NULL
  CALL db.create.setNodeVectorProperty(n, 'embedding', row.vector)
  RETURN 1 AS done
}
RETURN count(*) AS stored
