MATCH (gate:WriteGate {id: 'gate', by: $by})
WHERE gate.closed
SET gate.until = datetime() + duration({seconds: $seconds})
RETURN gate.closed AS closed
