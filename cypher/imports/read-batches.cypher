// The rows of one person's file with what became of them, in their order.
MATCH (i:Import {id: $id, by: $by})<-[:PART_OF_IMPORT]-(b:ImportBatch)
WHERE $order IS NULL OR b.order = $order
RETURN b.id AS id, b.order AS order, b.state AS state, b.rows AS rows, b.outcomes AS outcomes
ORDER BY order
