// What a demo visitor asked for is an example like the others, taken away with them.
MATCH (b:DoNotMatch {id: $id})-[:ASKED_BY]->(o:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
MERGE (root:ExampleRoot {id: 'examples'})
SET b:Example
MERGE (b)-[:EXAMPLE_OF]->(root)
RETURN b.id AS id
