MATCH (i:Import {id: $id, by: $by})<-[:PART_OF_IMPORT]-(b:ImportBatch {state: 'pending'})
RETURN b.id AS id, b.order AS order
ORDER BY order LIMIT 1
