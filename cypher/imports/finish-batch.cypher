MATCH (b:ImportBatch {id: $id})-[:PART_OF_IMPORT]->(i:Import)
SET b.state = 'done', b.outcomes = $outcomes, b.accepted = $accepted, b.merged = $merged, b.rejected = $rejected, b.updated = $updated,
  i.updatedAt = datetime()
RETURN b.id AS id
