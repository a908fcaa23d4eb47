// Alliances with what a card of one shows: chain, place in the structure, the 1+1+1 of today, count of members.
// A name that says the post is a description of it, nobody's name.
MATCH (a:Alliance)
WHERE ($ids IS NULL OR a.id IN $ids) AND ($kind IS NULL OR a.kind = $kind)
  AND ($viewer.all OR a.audience IN $viewer.audiences)
// Members of the alliances under a hub are the hub's too, each once.
WITH a, COLLECT { MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(joined:Alliance)-[under:PART_OF_ALLIANCE*0..1]->(a)
  WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND joined.audience IN $viewer.audiences))
    AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    AND all(u IN under WHERE (u.since IS NULL OR u.since <= date($today)) AND (u.until IS NULL OR date($today) < u.until))
  RETURN DISTINCT {id: m.id, example: m:Example} } AS members
RETURN 'Alliance' AS __typename, a.id AS id, a.name AS name, a.shortName AS shortName, a.kind AS kind,
  toString(a.registeredOn) AS registeredOn, a:Example AS example,
  head(COLLECT { MATCH (a)-[:FOR_CHAIN]->(c:IndustryChain) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }) AS chain,
  head(COLLECT { MATCH (a)-[r:PART_OF_ALLIANCE]->(p:Alliance)
    WHERE ($viewer.all OR p.audience IN $viewer.audiences)
      AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    RETURN {id: p.id, name: p.name, shortName: p.shortName, kind: p.kind} ORDER BY p.id }) AS parent,
  COLLECT { MATCH (b:Alliance)-[r:PART_OF_ALLIANCE]->(a)
    WHERE ($viewer.all OR b.audience IN $viewer.audiences)
      AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    RETURN {id: b.id, name: b.name, shortName: b.shortName, kind: b.kind} ORDER BY coalesce(b.pinyin, b.name), b.id } AS children,
  head(COLLECT { MATCH (x:Person)-[r:LEADS_ALLIANCE]->(a)
    WHERE ($viewer.all OR x.audience IN $viewer.audiences)
      AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    RETURN {id: x.id, title: x.title, name: CASE WHEN x.title IS NULL OR NOT x.name CONTAINS x.title THEN x.name END, since: toString(r.since)} ORDER BY r.since DESC, x.id }) AS chainLead,
  head(COLLECT { MATCH (x:Person)-[r:STATIONED_AT]->(a)
    WHERE ($viewer.all OR x.audience IN $viewer.audiences)
      AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    RETURN {id: x.id, title: x.title, name: CASE WHEN x.title IS NULL OR NOT x.name CONTAINS x.title THEN x.name END, since: toString(r.since)} ORDER BY r.since DESC, x.id }) AS stationedInstructor,
  head(COLLECT { MATCH (a)<-[:DUTY_IN]-(d:DutyTerm)-[:HELD_BY]->(o:PartyOrganization)
    WHERE ($viewer.all OR (d.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
      AND (d.since IS NULL OR d.since <= date($today)) AND (d.until IS NULL OR date($today) < d.until)
    RETURN {since: toString(d.since), until: toString(d.until),
      organization: {id: o.id, name: o.name, shortName: o.shortName}} ORDER BY d.since DESC, d.id }) AS duty,
  size(members) AS memberCount, size([m IN members WHERE m.example]) AS exampleMemberCount,
  head(COLLECT { MATCH (a)-[:PRACTISED_BY|PART_OF_PROGRAMME]->(g:Programme)
    RETURN {id: g.id, name: g.name, place: g.place, summary: g.summary} ORDER BY g.id }) AS programme
ORDER BY CASE a.kind WHEN 'hub' THEN 0 WHEN 'chain' THEN 1 ELSE 2 END, example, coalesce(a.pinyin, a.name), id
