// Sees everything: whether a firm is covered, and whether a case is open, holds for whoever asks; the unit and the alliance must be seen.
// How a unit stands to an alliance today.
MATCH (m:PartyOrganization|Enterprise {id: $memberId})
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN m.id AS id, m.name AS name, a.name AS allianceName,
  CASE WHEN m:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END AS kind,
  EXISTS { MATCH (m)-[r:MEMBER_OF]->(a) WHERE coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) } AS member,
  EXISTS { MATCH (m)-[r:OBSERVES]->(a) WHERE coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) } AS observing,
  EXISTS { MATCH (m)<-[r:COVERS]-(:PartyOrganization) WHERE coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) } AS covered,
  EXISTS { MATCH (m)<-[:ABOUT_MEMBER]-(c:MembershipCase)-[:CASE_IN]->(a) WHERE c.state IN ['submitted', 'returned', 'voting'] } AS underWay
