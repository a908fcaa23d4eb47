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
WITH m, d, o,
  head([(d)-[:RAISED_BY]->(x:Enterprise|PartyOrganization|Department) WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x:Department) | x.id]) AS raisedBy,
  head([(o)-[:OFFERED_BY]->(x:Enterprise|PartyOrganization|Department) WHERE ($viewer.all OR x.audience IN $viewer.audiences) | x.id]) AS offeredBy
RETURN m.id AS id, m.state AS state, m.reason AS reason, m.declineReason AS declineReason,
  {state: d.state, ownerId: raisedBy,
    flow: CASE WHEN EXISTS { (d)-[:SELLS]->() } THEN 'toOffer' WHEN EXISTS { (d)-[:WANTS]->() } THEN 'toNeed' END,
    from: toString(d.neededFrom), until: toString(d.neededBy)} AS need,
  {state: o.state, ownerId: offeredBy,
    flow: CASE WHEN EXISTS { (o)-[:BUYS]->() } THEN 'toOffer' WHEN EXISTS { (o)-[:PROVIDES]->() } THEN 'toNeed' END,
    from: toString(o.availableFrom), until: toString(o.availableUntil),
    capacity: o.capacity, used: o.used} AS offer
