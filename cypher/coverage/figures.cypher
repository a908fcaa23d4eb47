// How the firms of each place stand with party organisations on each of the given days: the firms are those of today, so
// that two days differ by what was founded and not by who was entered. '*' is every firm that the viewer sees.
UNWIND $ids AS id
CALL (id) {
  WITH id WHERE id = '*'
  MATCH (e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  RETURN e
  UNION
  MATCH (g:Alliance {id: id})<-[parts:PART_OF_ALLIANCE*0..3]-(a:Alliance)<-[m:MEMBER_OF]-(o:PartyOrganization)-[c:COVERS]->(e:Enterprise)
  WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences
      AND o.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND all(r IN parts WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
    AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
  RETURN e
  UNION
  MATCH (g:Alliance {id: id})<-[parts:PART_OF_ALLIANCE*0..3]-(a:Alliance)<-[m:OBSERVES]-(e:Enterprise)
  WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND all(r IN parts WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
  RETURN e
  UNION
  MATCH (:IndustryChain {id: id})<-[:PART_OF_CHAIN]-(:ChainPosition)<-[s:OCCUPIES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
  RETURN e
  UNION
  MATCH (:Park {id: id})<-[s:LOCATED_IN]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
  RETURN e
}
WITH id, e WHERE ($viewer.all OR e.audience IN $viewer.audiences)
UNWIND $days AS day
WITH id, e, day, EXISTS { MATCH (e)<-[:PLANS_FOR]-(:FormationPlan {kind: 'exempt'}) } AS exempt, EXISTS {
  MATCH (e)<-[c:COVERS]-(o:PartyOrganization)
  WHERE ($viewer.all OR o.audience IN $viewer.audiences)
    AND (c.since IS NULL OR c.since <= date(day)) AND (c.until IS NULL OR date(day) < c.until)
} AS covered
WITH id, e, day, CASE WHEN covered THEN 'covered' WHEN exempt THEN 'exempt' WHEN e.partyMembers IS NULL THEN 'unknown'
  WHEN e.partyMembers = 0 THEN 'instructor' ELSE 'due' END AS state
WITH id, day, state, count(e) AS firms, count(CASE WHEN e:Example THEN 1 END) AS examples
RETURN id AS of, day, state, firms, examples
