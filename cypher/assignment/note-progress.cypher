// How far a plan has come, and that its process lives. No row: it was cancelled.
MATCH (p:Plan {id: $id, state: 'running'})
SET p.done = $done, p.updatedAt = datetime()
RETURN p.id AS id
