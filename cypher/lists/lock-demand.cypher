// The entry as it stands, locked until the transaction ends.
MATCH (d:Demand {id: $id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences OR d.reviewedIn IN $viewer.audiences)
SET d.version = coalesce(d.version, 1)
RETURN d.id AS id, d.version AS version, d.state AS state, d.textHash AS textHash, d.withdrawnFrom AS withdrawnFrom, toString(d.updatedAt) AS updatedAt
