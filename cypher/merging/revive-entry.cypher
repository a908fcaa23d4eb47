// Sees everything: who may keep the entry was asked before.
MATCH (n:MergedEntry {id: $id})-[into:MERGED_INTO]->()
DELETE into
SET n:$(n.wasLabels), n.version = coalesce(n.version, 1) + 1
REMOVE n:MergedEntry, n.wasLabels
RETURN n.id AS id
