// One page, newest first: the cursor's key is the negative instant. A visitor of the demo mode reads what the demo's own
// accounts did: the rest names real people.
CALL () {
  MATCH (account:Account {demo: true})
  RETURN collect(account.id) AS demoActors
}
MATCH (e:AuditEvent)
WHERE ($action IS NULL OR e.action = $action) AND ($actorId IS NULL OR e.actorId = $actorId)
  AND ($targetId IS NULL OR e.targetId = $targetId)
  AND (NOT $demo OR e.actorId IN demoActors)
  AND ($from IS NULL OR e.at >= datetime($from)) AND ($to IS NULL OR e.at < datetime($to))
WITH collect({e: e, id: e.id, key: -e.at.epochMillis}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.e AS e ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, id: e.id, at: toString(e.at), action: e.action, actorId: e.actorId, actorName: e.actorName,
    targetKind: e.targetKind, targetId: e.targetId, before: e.before, after: e.after, address: e.address,
    requestId: e.requestId, seq: e.seq, hash: e.hash}
} AS items
