// The end of a plan that still runs: its figures, or why it failed. No row: it was cancelled meanwhile.
MATCH (p:Plan {id: $id, state: 'running'})
SET p.state = $state, p.failure = $failure, p.updatedAt = datetime(), p += $figures
RETURN p.id AS id
