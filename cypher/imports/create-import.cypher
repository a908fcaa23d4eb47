// The file as it was read, with its rows in batches; files of the same person that were never imported go after a day.
CALL () {
  MATCH (old:Import {by: $by})
  WHERE old.state = 'read' AND old.updatedAt < datetime() - duration('P1D')
  OPTIONAL MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(old)
  DETACH DELETE b, old
}
CREATE (i:Import {id: $id, by: $by, kind: $kind, state: 'read', fileName: $fileName, fileHash: $fileHash, sheet: $sheet, together: $together,
  headers: $headers, notes: $notes, mapping: $mapping, choices: '{}', rowCount: $rowCount,
  createdAt: datetime(), updatedAt: datetime()})
WITH i
UNWIND $batches AS batch
CREATE (b:ImportBatch {id: $id + ':' + batch.order, order: batch.order, state: 'pending', rows: batch.rows,
  accepted: 0, merged: 0, rejected: 0})-[:PART_OF_IMPORT]->(i)
RETURN i.id AS id, count(b) AS batches
