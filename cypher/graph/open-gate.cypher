// Whether the gate was closed until now: one that opened by itself meanwhile let writes through.
MATCH (gate:WriteGate {id: 'gate', by: $by})
WITH gate, coalesce(gate.closed, false) AS held
SET gate.closed = false
RETURN held
