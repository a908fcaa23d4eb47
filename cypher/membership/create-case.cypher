// A unit asks to come in or to leave, or is proposed. Seen by the alliance, and by those who act for the unit.
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
MATCH (m:PartyOrganization|Enterprise {id: $memberId})
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
CREATE (c:MembershipCase:Entity {id: $id, kind: $kind, state: 'submitted', statement: $statement, proposed: $proposed, round: 1,
  openedOn: date($today), audience: 'alliance:' + a.id, applicant: 'org:' + m.id, by: $by, byName: $byName, version: 1,
  createdAt: datetime(), updatedAt: datetime()})
CREATE (c)-[:CASE_IN]->(a) CREATE (c)-[:ABOUT_MEMBER]->(m)
CREATE (:Event {at: datetime(), by: $by, byName: $byName, to: 'submitted', reason: $statement})-[:HAPPENED_TO]->(c)
RETURN c.id AS id
