// Sees everything: examples go whoever may see them, and shows none of them.
// What cannot stand without the examples goes first: matches with them, bars between them, and the events of both.
MATCH (:ExampleRoot {id: 'examples'})<-[:EXAMPLE_OF]-(example)
WHERE NOT example.id IN $keep
MATCH (example)<-[:ANSWERS_DEMAND|WITH_OFFER|BARS]-(thing:Match|DoNotMatch)
WHERE NOT thing:Example
WITH DISTINCT thing LIMIT toInteger($limit)
OPTIONAL MATCH (thing)<-[:HAPPENED_TO]-(event:Event)
WITH collect(DISTINCT thing) AS things, collect(DISTINCT event) AS events
FOREACH (event IN events | DETACH DELETE event)
FOREACH (thing IN things | DETACH DELETE thing)
RETURN size(things) AS deleted
