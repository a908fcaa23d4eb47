MATCH (m:Mutation {key: $key})
SET m.result = $result
RETURN m.key AS key
