// Sees everything: examples go whoever may see them, and shows none of them.
// With each go its events, and of a project or team what belongs to it.
MATCH (:ExampleRoot {id: 'examples'})<-[:EXAMPLE_OF]-(example)
WHERE NOT example.id IN $keep
WITH example LIMIT toInteger($limit)
OPTIONAL MATCH (example)<-[:HAPPENED_TO]-(event:Event)
OPTIONAL MATCH (example)<-[:PLANNED_IN|DELIVERED_FOR|EVALUATES|BELONGS_TO_TEAM]-(part:ProjectMonth|Delivery|Evaluation|TeamMember)
WHERE NOT part:Example
WITH collect(DISTINCT example) AS examples, collect(DISTINCT event) + collect(DISTINCT part) AS parts
FOREACH (part IN parts | DETACH DELETE part)
FOREACH (example IN examples | DETACH DELETE example)
RETURN size(examples) AS deleted
