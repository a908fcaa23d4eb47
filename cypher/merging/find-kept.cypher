// Into which entry another was merged, at once and by now.
// Sees everything: it is asked by whoever keeps the entry, to say what became of it.
MATCH (n:MergedEntry {id: $id})-[:MERGED_INTO]->(kept:Enterprise|PartyOrganization|MergedEntry)
RETURN kept.id AS id, kept.name AS name
