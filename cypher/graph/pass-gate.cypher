// MERGE on a unique value that exists takes a shared lock on its index entry until the transaction ends: writers do not
// hinder one another, and whoever wants the entry for itself (close-gate, hold-gate) waits for all of them.
MERGE (gate:WriteGate {id: 'gate'})
RETURN coalesce(gate.closed, false) AS closed,
       coalesce(gate.until < datetime(), true) AS expired
