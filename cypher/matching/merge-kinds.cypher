// Kinds of problems or of help, by label.
UNWIND $rows AS row
MERGE (k:Entity {id: row.id})
SET k:$($label), k.name = row.name, k.shortName = row.name, k.description = row.description, k.phrases = row.phrases,
  k.knowledgeVersion = $version
RETURN count(k) AS rows
