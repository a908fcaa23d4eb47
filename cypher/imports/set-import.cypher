// Only while nothing of it is written.
MATCH (i:Import {id: $id, by: $by})
SET i.rowCount = i.rowCount
WITH i WHERE i.state = 'read'
SET i.mapping = $mapping, i.choices = $choices, i.updatedAt = datetime()
WITH i
CALL (i) {
  // Other sheets of the same workbook with the same headers are read in the same way.
  MATCH (other:Import {by: $by, state: 'read', kind: i.kind})
  WHERE other.id <> i.id AND coalesce(other.together, other.id) = coalesce(i.together, i.id) AND other.headers = i.headers
  SET other.mapping = $mapping
}
MERGE (m:ImportMapping {key: $key})
SET m.mapping = $mapping, m.by = $by, m.updatedAt = datetime()
RETURN i.id AS id
