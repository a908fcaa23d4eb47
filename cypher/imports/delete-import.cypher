// Only what was never begun.
MATCH (i:Import {id: $id, by: $by, state: 'read'})
OPTIONAL MATCH (b:ImportBatch)-[:PART_OF_IMPORT]->(i)
WITH i, i.id AS id, collect(b) AS batches
FOREACH (b IN batches | DETACH DELETE b)
DETACH DELETE i
RETURN id
