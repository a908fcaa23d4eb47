// A team of an alliance, seen by those who see the alliance.
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
CREATE (t:ServiceTeam:Entity:Searchable {id: $id, name: $name, version: 0, audience: a.audience})-[:SERVES]->(a)
RETURN t.id AS id
