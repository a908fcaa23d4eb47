// What hard rules, graph factors and paths need of the candidates: one row a candidate that the viewer may see.
// Only ids travel: the names came with the offer.
UNWIND $ids AS id
MATCH (d:Demand {id: id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
OPTIONAL MATCH (d)-[:RAISED_BY]->(owner:Enterprise|PartyOrganization)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences)
RETURN d.id AS id, d.textHash AS textHash, d.state AS state, d.quantity AS quantity, d.unit AS unit,
  toString(d.neededFrom) AS from, toString(d.neededBy) AS until, owner.id AS ownerId,
  coalesce(d.location, owner.location).longitude AS longitude,
  coalesce(d.location, owner.location).latitude AS latitude,
  CASE WHEN $withTexts THEN d.text END AS text,
  [(d)-[m:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences) | [a.id, type(m), null]]
  + [(owner)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), null]]
  + [(owner)<-[c:COVERS]-(g:PartyOrganization)-[m:MEMBER_OF]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), g.id]] AS alliances,
  [(owner)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, null]]
  + [(owner)-[c:COVERS]->(firm:Enterprise)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, firm.id]] AS positions,
  [(d)-[:WANTS]->(p:Product) WHERE p.id IN $productIds | p.id] AS wants,
  COUNT { (d)-[:WANTS]->(:Product) } AS productCount
