// Sees everything: seeding puts data in for all, before anybody asks for it.
// Puts the tour's alliance under a hub, so that whoever coordinates it can walk the tour: the hub of the examples, else the
// only one there is. Where neither is, it stays by itself and is given to somebody by a grant of its own.
MATCH (tour:Alliance {id: $allianceId})
WHERE NOT EXISTS { (tour)-[:PART_OF_ALLIANCE]->(:Alliance) }
MATCH (hub:Alliance {kind: 'hub'})
WITH tour, hub, EXISTS { MATCH (hub)<-[:PART_OF_ALLIANCE]-(:Alliance)<-[:DUTY_IN]-(:DutyTerm:Example) } AS examples
ORDER BY examples DESC, hub.id
WITH tour, collect({hub: hub, examples: examples}) AS hubs
WITH tour, hubs[0].hub AS hub
WHERE size(hubs) = 1 OR hubs[0].examples
MERGE (tour)-[:PART_OF_ALLIANCE]->(hub)
RETURN hub.id AS id
