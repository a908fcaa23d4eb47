// What hard rules, graph factors and paths need of the candidates: one row a candidate that the viewer may see.
// Only ids travel: the names came with the offer. Every expansion is paid for each candidate, so they are few.
UNWIND $ids AS id
MATCH (d:Demand {id: id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
OPTIONAL MATCH (d)-[:RAISED_BY]->(owner:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences OR owner:Department)
RETURN d.id AS id, d.state AS state, d.quantity AS quantity, d.unit AS unit,
  toString(d.neededFrom) AS from, toString(d.neededBy) AS until, owner.id AS ownerId,
  coalesce(d.location, owner.location).longitude AS longitude,
  coalesce(d.location, owner.location).latitude AS latitude,
  CASE WHEN $withTexts THEN d.text END AS text,
  [(d)-[r:FOR_ALLIANCE|WANTS|SELLS]->(x:Alliance|Product)
    WHERE ($viewer.all OR x.audience IS NULL OR x.audience IN $viewer.audiences) | [type(r), x.id, x.name]] AS own,
  [(owner)-[r:MEMBER_OF|OBSERVES|OCCUPIES]->(x:Alliance|ChainPosition)
    WHERE ($viewer.all OR x.audience IS NULL OR x.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) | [type(r), x.id]] AS owned,
  [(owner)<-[c:COVERS]-(g:PartyOrganization)-[m:MEMBER_OF]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [type(m), a.id, g.id]] AS through,
  CASE WHEN owner:PartyOrganization THEN [(owner)-[c:COVERS]->(firm:Enterprise)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, firm.id]] ELSE [] END AS covered
