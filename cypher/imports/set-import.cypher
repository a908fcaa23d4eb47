// Only while nothing of it is written.
MATCH (i:Import {id: $id, by: $by})
SET i.rowCount = i.rowCount
WITH i WHERE i.state = 'read'
SET i.mapping = $mapping, i.choices = $choices, i.updatedAt = datetime()
MERGE (m:ImportMapping {key: $key})
SET m.mapping = $mapping, m.by = $by, m.updatedAt = datetime()
RETURN i.id AS id
