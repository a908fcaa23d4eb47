MATCH (m:EntryMerge {id: $id})
SET m.undoneAt = datetime(), m.undoneBy = $byName
RETURN m.id AS id
