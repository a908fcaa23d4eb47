MATCH (e:Unsealed)
RETURN e.id AS id, toString(e.at) AS at, e.action AS action, e.actorId AS actorId, e.actorName AS actorName,
  e.targetKind AS targetKind, e.targetId AS targetId, e.before AS before, e.after AS after, e.address AS address,
  e.requestId AS requestId
ORDER BY e.at, id
LIMIT 500
