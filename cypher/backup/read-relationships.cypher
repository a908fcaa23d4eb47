// Internal ids: they tie relationships to their ends within one run and mean nothing outside of it.
// Sees everything: a backup is of the whole graph, and its file is guarded as the database is.
MATCH (a)-[r]->(b)
RETURN type(r) AS type, id(a) AS start, id(b) AS end, properties(r) AS properties
