// Sees everything: it looks for places among the examples, for the server itself.
// A place for each role: a hub with a chain alliance on duty, the organisation on duty there today, a member, not
// on duty where there is such, a department and a bank.
MATCH (hub:Alliance {kind: 'hub'})<-[:PART_OF_ALLIANCE]-(chain:Alliance)
WHERE EXISTS { (chain)<-[:DUTY_IN]-(:DutyTerm:Example) }
WITH hub, chain ORDER BY hub.id, chain.id LIMIT 1
RETURN hub.id AS hubId, chain.id AS chainId,
  head(COLLECT {
    MATCH (chain)<-[:DUTY_IN]-(term:DutyTerm)-[:HELD_BY]->(o:PartyOrganization)
    WHERE term.since <= date($today) AND date($today) < term.until
    RETURN o.id ORDER BY o.id }) AS dutyId,
  head(COLLECT {
    MATCH (chain)<-[m:MEMBER_OF]-(o:PartyOrganization)
    WHERE (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
    WITH o, EXISTS { MATCH (o)<-[:HELD_BY]-(t:DutyTerm) WHERE t.since <= date($today) AND date($today) < t.until } AS onDuty
    RETURN o.id AS id ORDER BY onDuty, id LIMIT 1 }) AS memberId,
  head(COLLECT { MATCH (d:Department:Example) WHERE NOT d.id STARTS WITH 'example-bank' RETURN d.id ORDER BY d.id }) AS departmentId,
  head(COLLECT { MATCH (d:Department:Example) WHERE d.id STARTS WITH 'example-bank' RETURN d.id ORDER BY d.id }) AS bankId
