// The match of a pair, made where there is none, locked until the end of the transaction: setting a property takes the
// lock before the state is read. It is seen by those who see both sides' narrower one.
MATCH (d:Demand {id: $demandId})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
MATCH (o:Offer {id: $offerId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
  // One of the two sides is the actor's.
  AND ($actor.all
    OR EXISTS {
      MATCH (d)-[:RAISED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences)
        AND (p.id IN $actor.ownerIds OR p.id IN $actor.allianceIds) }
    OR EXISTS {
      MATCH (d)-[:RAISED_BY]->(w:Enterprise|PartyOrganization)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE a.id IN $actor.allianceIds
        AND ($viewer.all OR (w.audience IN $viewer.audiences AND g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
        AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)) }
    OR EXISTS {
      MATCH (o)-[:OFFERED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences)
        AND (p.id IN $actor.ownerIds OR p.id IN $actor.allianceIds) }
    OR EXISTS {
      MATCH (o)-[:OFFERED_BY]->(w:Enterprise|PartyOrganization)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE a.id IN $actor.allianceIds
        AND ($viewer.all OR (w.audience IN $viewer.audiences AND g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
        AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)) })
MERGE (m:Match {id: $demandId + '~' + $offerId})
ON CREATE SET m:Entity, m.state = 'proposed', m.version = 0, m.createdAt = datetime(),
  m.audience = CASE WHEN d.audience = 'public' THEN o.audience ELSE d.audience END
SET m.version = m.version + 1, m.updatedAt = datetime()
MERGE (m)-[:ANSWERS_DEMAND]->(d)
MERGE (m)-[:WITH_OFFER]->(o)
RETURN m.id AS id, m.state AS state, m.reason AS reason, d.state AS demandState, o.state AS offerState
