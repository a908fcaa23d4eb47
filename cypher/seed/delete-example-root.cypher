MATCH (root:ExampleRoot {id: 'examples'})
WHERE NOT EXISTS { (root)<-[:EXAMPLE_OF]-() }
DELETE root
RETURN count(*) AS deleted
