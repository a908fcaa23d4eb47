// Sees everything: a backup is of the whole graph, and its file is guarded as the database is.
MATCH (n)
WHERE NOT n:RestoreMark
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
