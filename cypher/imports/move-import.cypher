MATCH (i:Import {id: $id, by: $by})
SET i.state = $to, i.updatedAt = datetime()
RETURN i.id AS id
