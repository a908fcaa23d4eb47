// Several of one transaction, in their order. Not in the chain yet, like a single one.
UNWIND $events AS event
CREATE (e:AuditEvent:Unsealed {id: event.id, at: datetime(), action: event.action, actorId: event.actorId, actorName: event.actorName,
  targetKind: event.targetKind, targetId: event.targetId, before: event.before, after: event.after, address: event.address,
  requestId: event.requestId})
RETURN e.id AS id
