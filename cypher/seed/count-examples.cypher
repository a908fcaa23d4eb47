OPTIONAL MATCH (root:ExampleRoot {id: 'examples'})
RETURN COUNT { (root)<-[:EXAMPLE_OF]-() } AS examples
