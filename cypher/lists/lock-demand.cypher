// The entry as it stands, locked until the transaction ends.
MATCH (d:Demand {id: $id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
SET d.version = coalesce(d.version, 1)
RETURN d.id AS id, d.version AS version, d.state AS state, d.textHash AS textHash, toString(d.updatedAt) AS updatedAt
