// An organisation new in the register, empty but for its name: a member of the alliance that lists it.
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
CREATE (o:PartyOrganization:Entity:Searchable {id: $id, name: $name, kind: $kind, audience: a.audience, version: 0})
CREATE (o)-[:MEMBER_OF {since: date($today)}]->(a)
RETURN o.id AS id
