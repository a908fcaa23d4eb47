// Sees everything: examples go whoever may see them, and shows none of them.
MATCH (root:ExampleRoot {id: 'examples'})
WHERE NOT EXISTS { (root)<-[:EXAMPLE_OF]-() }
DELETE root
RETURN count(*) AS deleted
