// From the end of this transaction on, new writes turn back; hold-gate then waits for those that run.
MERGE (gate:WriteGate {id: 'gate'})
SET gate.attempts = coalesce(gate.attempts, 0) + 1
WITH gate, NOT coalesce(gate.closed, false) OR gate.until < datetime() OR gate.by = $by AS mine
SET gate.by = CASE WHEN mine THEN $by ELSE gate.by END,
    gate.until = CASE WHEN mine THEN datetime() + duration({seconds: $seconds}) ELSE gate.until END,
    gate.closed = true
RETURN mine
