// Files of one person, the latest first; one of them where an id is given.
MATCH (i:Import {by: $by})
WHERE $id IS NULL OR i.id = $id
WITH i ORDER BY i.createdAt DESC, i.id DESC LIMIT 20
RETURN i.id AS id, i.kind AS kind, i.state AS state, i.fileName AS fileName, i.fileHash AS fileHash, i.sheet AS sheet, coalesce(i.together, i.id) AS together,
  i.headers AS headers, i.notes AS notes, i.mapping AS mapping, i.choices AS choices, i.rowCount AS rowCount,
  toString(i.createdAt) AS createdAt, i.updatedAt.epochMillis AS changedAt,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN b.accepted } | sum + n) AS accepted,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN b.merged } | sum + n) AS merged,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN b.rejected } | sum + n) AS rejected,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN coalesce(b.updated, 0) } | sum + n) AS updated
ORDER BY createdAt DESC, id DESC
