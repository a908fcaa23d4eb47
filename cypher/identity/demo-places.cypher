// A place for each role among the examples: the hub, its first chain alliance, the organisation on duty there today,
// a department and a bank.
MATCH (hub:Alliance {kind: 'hub'})
WHERE ($viewer.all OR hub.audience IN $viewer.audiences)
  AND EXISTS { MATCH (hub)<-[:PART_OF_ALLIANCE]-(b:Alliance)<-[:DUTY_IN]-(t:DutyTerm)
    WHERE ($viewer.all OR (b.audience IN $viewer.audiences AND t.audience IN $viewer.audiences)) }
WITH hub ORDER BY hub.id LIMIT 1
MATCH (hub)<-[:PART_OF_ALLIANCE]-(chain:Alliance)
WHERE ($viewer.all OR chain.audience IN $viewer.audiences)
WITH hub, chain ORDER BY chain.id LIMIT 1
RETURN hub.id AS hubId, chain.id AS chainId,
  head(COLLECT {
    MATCH (chain)<-[:DUTY_IN]-(term:DutyTerm)-[:HELD_BY]->(o:PartyOrganization)
    WHERE ($viewer.all OR (term.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
      AND term.since <= date($today) AND date($today) < term.until
    RETURN o.id ORDER BY o.id }) AS dutyId,
  head(COLLECT {
    MATCH (chain)<-[m:MEMBER_OF]-(o:PartyOrganization)
    WHERE ($viewer.all OR o.audience IN $viewer.audiences)
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND NOT EXISTS { MATCH (o)<-[:HELD_BY]-(t:DutyTerm)
        WHERE ($viewer.all OR t.audience IN $viewer.audiences) AND t.since <= date($today) AND date($today) < t.until }
    RETURN o.id ORDER BY o.id }) AS memberId,
  head(COLLECT {
    MATCH (d:Department:Example)
    WHERE ($viewer.all OR d.audience IN $viewer.audiences) AND NOT d.id STARTS WITH 'example-bank'
    RETURN d.id ORDER BY d.id }) AS departmentId,
  head(COLLECT {
    MATCH (d:Department:Example)
    WHERE ($viewer.all OR d.audience IN $viewer.audiences) AND d.id STARTS WITH 'example-bank'
    RETURN d.id ORDER BY d.id }) AS bankId
