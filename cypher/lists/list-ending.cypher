// What the actor answers for and what ends, or has ended, before a day: the soonest first.
MATCH (x:Demand|Offer)
WHERE x.state IN ['published', 'expired'] AND ($viewer.all OR x.audience IN $viewer.audiences)
  AND coalesce(x.neededBy, x.availableUntil) <= date($until)
  AND CASE WHEN x:Demand THEN $demands.all OR EXISTS {
      MATCH (x)-[:RAISED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
        AND (p.id IN $demands.ownerIds OR p.id IN $demands.allianceIds) }
    ELSE $offers.all OR EXISTS {
      MATCH (x)-[:OFFERED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
        AND (p.id IN $offers.ownerIds OR p.id IN $offers.allianceIds) } END
WITH x, coalesce(x.neededBy, x.availableUntil) AS endsOn ORDER BY endsOn, x.id
WITH collect({id: x.id, offer: x:Offer, example: x:Example, endsOn: toString(endsOn)}) AS found
RETURN size(found) AS totalCount, size([e IN found WHERE e.example]) AS exampleCount,
  [e IN found[0..toInteger($limit)] | {id: e.id, offer: e.offer, endsOn: e.endsOn}] AS items
