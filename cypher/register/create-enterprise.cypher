// A firm new in the register, empty but for its name: observed by the alliance that lists it.
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
CREATE (e:Enterprise:Entity:Searchable {id: $id, name: $name, audience: a.audience, version: 0})
CREATE (e)-[:OBSERVES {since: date($today)}]->(a)
RETURN e.id AS id
