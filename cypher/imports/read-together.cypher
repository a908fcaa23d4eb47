// The sheets of one person's workbook that are imported together, in the order they were chosen.
MATCH (i:Import {by: $by})
WHERE coalesce(i.together, i.id) = $together
RETURN i.id AS id, i.sheet AS sheet, i.kind AS kind, i.fileHash AS fileHash, i.state AS state, i.rowCount AS rowCount,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN b.accepted } | sum + n) AS accepted,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN b.merged } | sum + n) AS merged,
  reduce(sum = 0, n IN COLLECT { MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i) RETURN b.rejected } | sum + n) AS rejected
ORDER BY i.createdAt, i.id LIMIT 50
