// Sees everything: who may keep the entry was asked before.
MATCH (n:MergedEntry {id: $id})
RETURN 'Example' IN n.wasLabels AS example
