// What hard rules, graph factors and paths need of the candidates: one row a candidate that the viewer may see.
// Only ids travel: the names came with the need.
UNWIND $ids AS id
MATCH (o:Offer {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
OPTIONAL MATCH (o)-[:OFFERED_BY]->(owner:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences)
RETURN o.id AS id, o.textHash AS textHash, o.state AS state, o.capacity AS capacity, o.used AS used, o.unit AS unit,
  toString(o.availableFrom) AS from, toString(o.availableUntil) AS until, o.serviceRadiusKm AS radiusKm,
  owner.id AS ownerId,
  coalesce(o.location, owner.location).longitude AS longitude,
  coalesce(o.location, owner.location).latitude AS latitude,
  CASE WHEN $withTexts THEN o.text END AS text,
  [(o)-[:IN_CATEGORY]->(c:Category) | [c.id, c.name]] AS categories,
  [(o)-[m:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences) | [a.id, type(m), null]]
  + [(owner)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), null]]
  + [(owner)<-[c:COVERS]-(g:PartyOrganization)-[m:MEMBER_OF]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), g.id]]
  + [(owner)<-[:STAFFED_BY]-(t:ServiceTeam)-[m:SERVES]->(a:Alliance)
    WHERE ($viewer.all OR (t.audience IN $viewer.audiences AND a.audience IN $viewer.audiences)) | [a.id, type(m), t.id]] AS alliances,
  [(owner)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, null]]
  + [(owner)-[c:COVERS]->(firm:Enterprise)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, firm.id]] AS positions,
  [(o)-[:PROVIDES]->(p:Product) WHERE p.id IN $productIds | p.id] AS provides,
  [(owner)-[s:PRODUCES]->(p:Product) WHERE p.id IN $productIds
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | p.id] AS produces,
  COUNT { (o)-[:PROVIDES]->(:Product) } + COUNT { (owner)-[:PRODUCES]->(:Product) } AS productCount
