// Not in the chain yet: writers would queue behind it. The sealer takes it in within seconds.
CREATE (e:AuditEvent:Unsealed {id: $id, at: datetime(), action: $action, actorId: $actorId, actorName: $actorName,
  targetKind: $targetKind, targetId: $targetId, before: $before, after: $after, address: $address, requestId: $requestId})
RETURN e.id AS id
