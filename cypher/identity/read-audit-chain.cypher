// A stretch of the chain in its order, for checking it.
MATCH (e:AuditEvent)
WHERE e.seq > toInteger($after)
RETURN e.seq AS seq, e.prevHash AS prevHash, e.hash AS hash, e:Unsealed AS unsealed, e.id AS id, toString(e.at) AS at, e.action AS action,
  e.actorId AS actorId, e.actorName AS actorName, e.targetKind AS targetKind, e.targetId AS targetId,
  e.before AS before, e.after AS after, e.address AS address, e.requestId AS requestId
ORDER BY e.seq
LIMIT 2000
