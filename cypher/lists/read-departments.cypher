UNWIND $ids AS id
MATCH (d:Department {id: id})
RETURN 'Department' AS __typename, d.id AS id, d.name AS name
