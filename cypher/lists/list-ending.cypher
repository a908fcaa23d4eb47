// What the actor answers for and what ends, or has ended, before a day: the soonest first.
CALL () {
  MATCH (d:Demand)
  WHERE d.state IN ['published', 'expired'] AND ($viewer.all OR d.audience IN $viewer.audiences) AND d.neededBy <= date($until)
    AND ($demands.all OR EXISTS {
      MATCH (d)-[:RAISED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
        AND (p.id IN $demands.ownerIds OR p.id IN $demands.allianceIds) })
  RETURN d.id AS id, false AS offer, d:Example AS example, d.neededBy AS endsOn
  UNION ALL
  MATCH (f:Offer)
  WHERE f.state IN ['published', 'expired'] AND ($viewer.all OR f.audience IN $viewer.audiences) AND f.availableUntil <= date($until)
    AND ($offers.all OR EXISTS {
      MATCH (f)-[:OFFERED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
        AND (p.id IN $offers.ownerIds OR p.id IN $offers.allianceIds) })
  RETURN f.id AS id, true AS offer, f:Example AS example, f.availableUntil AS endsOn
}
WITH id, offer, example, endsOn ORDER BY endsOn, id
WITH collect({id: id, offer: offer, example: example, endsOn: toString(endsOn)}) AS found
RETURN size(found) AS totalCount, size([e IN found WHERE e.example]) AS exampleCount,
  [e IN found[0..toInteger($limit)] | {id: e.id, offer: e.offer, endsOn: e.endsOn}] AS items
