// What a demo visitor made is an example like the others, taken away with them.
MATCH (t:ServiceTeam {id: $id})
WHERE ($viewer.all OR t.audience IN $viewer.audiences)
MERGE (root:ExampleRoot {id: 'examples'})
SET t:Example
MERGE (t)-[:EXAMPLE_OF]->(root)
RETURN t.id AS id
