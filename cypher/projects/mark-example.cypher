// What a demo visitor started: an example like the others, taken away with them.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
MERGE (root:ExampleRoot {id: 'examples'})
SET p:Example
MERGE (p)-[:EXAMPLE_OF]->(root)
RETURN p.id AS id
