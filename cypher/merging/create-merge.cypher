CREATE (m:EntryMerge {id: $id, at: datetime(), by: $by, byName: $byName, keptId: $keptId, keptName: $keptName,
  removedId: $removedId, removedName: $removedName, moved: toInteger($moved), record: $record})
FOREACH (_ IN CASE WHEN $example THEN [1] ELSE [] END |
  MERGE (root:ExampleRoot {id: 'examples'}) SET m:Example CREATE (m)-[:EXAMPLE_OF]->(root))
RETURN m.id AS id
