// Sees everything: a backup is of the whole graph, and its file is guarded as the database is.
// Internal ids: they tie relationships to their ends within one archive and mean nothing outside of it.
// What steers the service itself (the gate, locks, the mark of a restore) is not data.
MATCH (n)
WHERE NOT n:WriteGate AND NOT n:MigrationLock AND NOT n:RestoreMark
RETURN id(n) AS id, labels(n) AS labels, properties(n) AS properties
