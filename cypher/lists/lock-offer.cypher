// The entry as it stands, locked until the transaction ends.
MATCH (f:Offer {id: $id})
WHERE ($viewer.all OR f.audience IN $viewer.audiences OR f.reviewedIn IN $viewer.audiences)
SET f.version = coalesce(f.version, 1)
RETURN f.id AS id, f.version AS version, f.state AS state, f.textHash AS textHash, f.withdrawnFrom AS withdrawnFrom, toString(f.updatedAt) AS updatedAt,
  f.used AS used, CASE WHEN f:Resource THEN 'resource' ELSE 'project' END AS kind
