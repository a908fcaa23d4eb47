// One merge as it was recorded, and the one after it into the same entry that still stands.
MATCH (m:EntryMerge {id: $id})
RETURN m.id AS id, m.keptId AS keptId, m.keptName AS keptName, m.removedId AS removedId, m.removedName AS removedName,
  m.record AS record, m.undoneAt IS NOT NULL AS undone, m.undoneBy AS undoneBy,
  head(COLLECT { MATCH (later:EntryMerge {keptId: m.keptId}) WHERE later.undoneAt IS NULL AND later.id > m.id
    RETURN later.removedName ORDER BY later.id DESC }) AS laterName
