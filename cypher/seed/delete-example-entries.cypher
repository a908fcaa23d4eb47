// Sees everything: examples go whoever may see them, and shows none of them.
// What people tried out on examples goes first: matches with them, entries their owners made, and the events of both.
MATCH (:ExampleRoot {id: 'examples'})<-[:EXAMPLE_OF]-(example)
MATCH (example)<-[:RAISED_BY|OFFERED_BY|ANSWERS_DEMAND|WITH_OFFER|BARS]-(thing)
WHERE NOT thing:Example
WITH DISTINCT thing LIMIT toInteger($limit)
OPTIONAL MATCH (thing)<-[:HAPPENED_TO]-(event:Event)
OPTIONAL MATCH (thing)<-[:ANSWERS_DEMAND|WITH_OFFER]-(match:Match)
OPTIONAL MATCH (match)<-[:HAPPENED_TO]-(step:Event)
WITH collect(DISTINCT thing) AS things, collect(DISTINCT event) + collect(DISTINCT match) + collect(DISTINCT step) AS parts
FOREACH (part IN parts | DETACH DELETE part)
FOREACH (thing IN things | DETACH DELETE thing)
RETURN size(things) AS deleted
