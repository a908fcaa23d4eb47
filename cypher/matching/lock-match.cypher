// The match of a pair, made where there is none, locked until the end of the transaction: setting a property takes the
// lock before the state is read. Who sees it is said by narrow-matches in the same transaction.
MATCH (d:Demand {id: $demandId})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
MATCH (o:Offer {id: $offerId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
MERGE (m:Match {id: $demandId + '~' + $offerId})
ON CREATE SET m:Entity, m.state = 'proposed', m.version = 0, m.createdAt = datetime(),
  m.audience = d.audience
SET m.version = m.version + 1, m.updatedAt = datetime()
MERGE (m)-[:ANSWERS_DEMAND]->(d)
MERGE (m)-[:WITH_OFFER]->(o)
RETURN m.id AS id, m.state AS state, m.reason AS reason, m.declineReason AS declineReason, 
  CASE WHEN d.state = 'published' AND d.neededBy < date($today) THEN 'expired' ELSE d.state END AS demandState,
  CASE WHEN o.state = 'published' AND o.availableUntil < date($today) THEN 'expired' ELSE o.state END AS offerState
