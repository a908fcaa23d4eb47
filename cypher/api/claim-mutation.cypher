// Takes a client's key, or finds what it did: the unique key makes a second writer wait for the first.
MERGE (m:Mutation {key: $key})
ON CREATE SET m.at = datetime(), m.input = $input
RETURN m.input AS input, m.result AS result
