// What a demo visitor attached: an example like the others, taken away with them.
MATCH (a:Attachment {id: $id})
MERGE (root:ExampleRoot {id: 'examples'})
SET a:Example
MERGE (a)-[:EXAMPLE_OF]->(root)
RETURN a.id AS id
