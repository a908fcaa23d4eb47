// Giving a unique value anew takes the exclusive lock on its index entry: granted once every write that passed has ended.
MATCH (gate:WriteGate {id: 'gate'})
SET gate.id = 'closing'
SET gate.id = 'gate'
RETURN gate.id AS id
