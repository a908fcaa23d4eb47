UNWIND $ids AS id
MATCH (target:Account|Invitation|ApiToken|ShareLink {id: id})
RETURN target.id AS id, target.name AS name
