// Sees everything: seeding puts data in for all, before anybody asks for it.
MATCH (root:ExampleRoot {id: 'examples'})
UNWIND $ids AS id
MATCH (n:Entity|MergedEntry {id: id})
MERGE (n)-[r:EXAMPLE_OF]->(root)
RETURN count(r) AS rows
