// Sees everything: examples go whoever may see them, and shows none of them.
MATCH (:ExampleRoot {id: 'examples'})<-[:EXAMPLE_OF]-(example)
WHERE NOT example.id IN $keep
WITH example LIMIT toInteger($limit)
OPTIONAL MATCH (example)<-[:HAPPENED_TO]-(event:Event)
WITH collect(DISTINCT example) AS examples, collect(DISTINCT event) AS events
FOREACH (event IN events | DETACH DELETE event)
FOREACH (example IN examples | DETACH DELETE example)
RETURN size(examples) AS deleted
