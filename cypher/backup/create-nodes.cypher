// Internal ids: they tie relationships to their ends within one run and mean nothing outside of it.
// Sees everything: a backup is of the whole graph, and its file is guarded as the database is.
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.properties
RETURN row.key AS key, id(n) AS id
