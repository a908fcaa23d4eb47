MATCH (n)
WHERE NOT n:WriteGate AND NOT n:MigrationLock AND NOT n:RestoreMark
RETURN count(n) AS nodes
