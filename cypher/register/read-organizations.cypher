// All that the register keeps of organisations, for the form and the trail.
UNWIND $ids AS id
MATCH (o:PartyOrganization {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
RETURN o.id AS id, o.name AS name, o.shortName AS shortName, o.kind AS kind, toString(o.founded) AS founded,
  o.termYears AS termYears, toString(o.lastElectedOn) AS lastElectedOn, o.memberCount AS memberCount,
  coalesce(o.version, 1) AS version, o:Example AS example,
  head(COLLECT { MATCH (o)-[r:SUBORDINATE_TO]->(s:PartyOrganization)
    WHERE ($viewer.all OR s.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true)
    RETURN {id: s.id, name: s.name} ORDER BY s.id }) AS superior,
  COLLECT { MATCH (o)-[c:COVERS]->(e:Enterprise)
    WHERE ($viewer.all OR e.audience IN $viewer.audiences)
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
    RETURN {enterpriseId: e.id, name: e.name, mode: coalesce(c.mode, 'independent')} ORDER BY e.name, e.id LIMIT 200 } AS covers
