MATCH (a:Account {id: $id})
RETURN a.phone AS phone
