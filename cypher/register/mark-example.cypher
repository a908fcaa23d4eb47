// What a demo visitor entered is an example like the others, taken away with them.
MATCH (n:Enterprise|PartyOrganization|Person {id: $id})
WHERE ($viewer.all OR n.audience IN $viewer.audiences)
MERGE (root:ExampleRoot {id: 'examples'})
SET n:Example
MERGE (n)-[:EXAMPLE_OF]->(root)
RETURN n.id AS id
