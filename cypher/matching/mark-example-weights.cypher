// What examples taught is one itself, taken away with them.
MATCH (v:WeightVersion {id: $id})
MERGE (root:ExampleRoot {id: 'examples'})
SET v:Example
MERGE (v)-[:EXAMPLE_OF]->(root)
RETURN v.id AS id
