// Sees everything: who may keep the two entries was asked before.
// Without its labels the entry is in no list, search, count or match; its id leads on to the one that is kept.
MATCH (kept:Enterprise|PartyOrganization {id: $keptId})
MATCH (n:Enterprise|PartyOrganization {id: $id})
SET n.wasLabels = labels(n)
REMOVE n:Enterprise:PartyOrganization:Entity:Searchable:Example
SET n:MergedEntry
WITH kept
MATCH (gone:MergedEntry {id: $id})
CREATE (gone)-[:MERGED_INTO]->(kept)
RETURN gone.id AS id
