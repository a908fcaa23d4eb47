// What a demo visitor entered: an example like the others, taken away with them.
MATCH (x:Demand|Offer {id: $id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
MERGE (root:ExampleRoot {id: 'examples'})
SET x:Example
MERGE (x)-[:EXAMPLE_OF]->(root)
RETURN x.id AS id
