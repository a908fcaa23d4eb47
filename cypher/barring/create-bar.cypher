// A bar stands from today on. Each of two owners may have one of its own: what one asks for tells the other nothing.
MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
MATCH (p:Enterprise|PartyOrganization|Department {id: $otherId})
WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
CREATE (b:DoNotMatch:Entity {id: $id, kind: $kind, reason: $reason, since: date($today), until: date($until),
  version: 1, createdAt: datetime(), by: $by, byName: $byName})
CREATE (b)-[:ASKED_BY]->(o)
CREATE (b)-[:BARS]->(o)
CREATE (b)-[:BARS]->(p)
RETURN b.id AS id
