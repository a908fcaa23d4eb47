// Internal ids: they tie relationships to their ends within one run and mean nothing outside of it.
// Sees everything: a backup is of the whole graph, and its file is guarded as the database is.
UNWIND $rows AS row
MATCH (a) WHERE id(a) = row.start
MATCH (b) WHERE id(b) = row.end
CREATE (a)-[r:$($type)]->(b)
SET r = row.properties
RETURN count(r) AS created
