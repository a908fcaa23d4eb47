// What hard rules, graph factors and paths need of the candidates: one row a candidate that the viewer may see.
// Only ids travel: the names came with the need. Every expansion is paid for each candidate, so they are few.
UNWIND $ids AS id
MATCH (o:Offer {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
OPTIONAL MATCH (o)-[:OFFERED_BY]->(owner:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences)
RETURN o.id AS id, o.state AS state, o.capacity AS capacity, o.used AS used, o.unit AS unit,
  toString(o.availableFrom) AS from, toString(o.availableUntil) AS until, o.serviceRadiusKm AS radiusKm,
  owner.id AS ownerId,
  coalesce(o.location, owner.location).longitude AS longitude,
  coalesce(o.location, owner.location).latitude AS latitude,
  CASE WHEN $withTexts THEN o.text END AS text,
  [(o)-[r:IN_CATEGORY|FOR_ALLIANCE|PROVIDES|BUYS]->(x:Category|Alliance|Product)
    WHERE ($viewer.all OR x.audience IS NULL OR x.audience IN $viewer.audiences) | [type(r), x.id, x.name]] AS own,
  [(owner)-[r:MEMBER_OF|OBSERVES|OCCUPIES|PRODUCES]->(x:Alliance|ChainPosition|Product)
    WHERE (type(r) <> 'PRODUCES' OR x.id IN $productIds) AND ($viewer.all OR x.audience IS NULL OR x.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) | [type(r), x.id]] AS owned,
  [(owner)<-[c:COVERS|STAFFED_BY]-(g:PartyOrganization|ServiceTeam)-[m:MEMBER_OF|SERVES]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [type(m), a.id, g.id]] AS through,
  CASE WHEN owner:PartyOrganization THEN [(owner)-[c:COVERS]->(firm:Enterprise)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, firm.id]] ELSE [] END AS covered,
  CASE WHEN size($productIds) = 0 THEN 0 ELSE COUNT { (owner)-[:PRODUCES]->() } END AS productCount
