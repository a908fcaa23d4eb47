// Sees everything: a backup is of the whole graph, and its file is guarded as the database is.
MATCH (n)
WHERE NOT n:WriteGate AND NOT n:MigrationLock AND NOT n:RestoreMark
RETURN count(n) AS nodes
