// What a demo visitor opened: an example like the others, taken away with them.
MATCH (c:MembershipCase {id: $id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
MERGE (root:ExampleRoot {id: 'examples'})
SET c:Example
MERGE (c)-[:EXAMPLE_OF]->(root)
RETURN c.id AS id
