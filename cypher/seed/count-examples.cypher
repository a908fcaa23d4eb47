// Sees everything: examples go whoever may see them, and shows none of them.
OPTIONAL MATCH (root:ExampleRoot {id: 'examples'})
RETURN COUNT { (root)<-[:EXAMPLE_OF]-(example) WHERE NOT example.id IN $keep } AS examples
