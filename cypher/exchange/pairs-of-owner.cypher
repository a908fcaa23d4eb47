// What came about between an owner and others: agreed pairs and those that led to a project, the last first. Given: the
// owner's offers for others' needs; received: others' offers for its own.
MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
CALL (o) {
  WITH o WHERE $given
  MATCH (o)<-[:OFFERED_BY]-(f:Offer)<-[:WITH_OFFER]-(m:Match)-[:ANSWERS_DEMAND]->(d:Demand)
  WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND d.audience IN $viewer.audiences AND f.audience IN $viewer.audiences))
  OPTIONAL MATCH (d)-[:RAISED_BY]->(p:Enterprise|PartyOrganization|Department)
  WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
  RETURN m, d, f, p
  UNION
  WITH o WHERE NOT $given
  MATCH (o)<-[:RAISED_BY]-(d:Demand)<-[:ANSWERS_DEMAND]-(m:Match)-[:WITH_OFFER]->(f:Offer)
  WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND d.audience IN $viewer.audiences AND f.audience IN $viewer.audiences))
  OPTIONAL MATCH (f)-[:OFFERED_BY]->(p:Enterprise|PartyOrganization|Department)
  WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
  RETURN m, d, f, p
}
WITH m, d, f, p
WHERE m.state IN ['agreed', 'projected'] AND coalesce(m.outcome, '') <> 'cancelled'
WITH m, d, f, p, toString(coalesce(m.updatedAt, m.createdAt, datetime('1970-01-01T00:00:00Z'))) AS cursorKey
ORDER BY cursorKey DESC, m.id DESC
WITH collect({m: m, d: d, f: f, p: p, cursorKey: cursorKey}) AS found
RETURN size(found) AS totalCount, size([x IN found WHERE x.m:Example]) AS exampleCount, COLLECT {
  UNWIND found AS x
  WITH x.m AS m, x.d AS d, x.f AS f, x.p AS p, x.cursorKey AS cursorKey
  WHERE $after IS NULL OR cursorKey < $after.key OR (cursorKey = $after.key AND m.id < $after.id)
  WITH m, d, f, p, cursorKey LIMIT toInteger($limit)
  RETURN {id: m.id, cursorKey: cursorKey, demandId: d.id, offerId: f.id, state: m.state, amount: m.amount,
    unit: coalesce(f.unit, d.unit), updatedAt: toString(m.updatedAt), example: m:Example,
    other: CASE WHEN p IS NOT NULL THEN {id: p.id, name: p.name,
      __typename: CASE WHEN p:Enterprise THEN 'Enterprise' WHEN p:PartyOrganization THEN 'PartyOrganization' ELSE 'Department' END} END}
} AS items
