// One page of service projects, the last changed first and examples after everything real, with the count under the same
// filter; a filter that is null does not filter. Only what is wholly evaluated has a rating that may be asked for.
MATCH (p:ServiceProject)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
  AND ($states IS NULL OR p.state IN $states)
  AND ($satisfied IS NULL OR (p.state = 'evaluated' AND (p.rating >= 4) = $satisfied))
  AND all(word IN $words WHERE toLower(p.title) CONTAINS word OR toLower(coalesce(p.summary, '')) CONTAINS word)
  AND ($teamId IS NULL OR EXISTS {
    MATCH (p)-[:CARRIED_OUT_BY]->(t:ServiceTeam {id: $teamId}) WHERE ($viewer.all OR t.audience IN $viewer.audiences) })
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (p)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
WITH p, -p.updatedAt.epochMillis + CASE WHEN p:Example THEN 1000000000000000 ELSE 0 END AS cursorKey
WITH collect({p: p, id: p.id, key: cursorKey, example: p:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.p AS p ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, __typename: 'ServiceProject', id: p.id, title: p.title, summary: p.summary, state: p.state, stages: p.stages, rating: p.rating, version: p.version,
    createdAt: toString(p.createdAt), updatedAt: toString(p.updatedAt), example: p:Example,
    alliance: head(COLLECT { MATCH (p)-[:FOR_ALLIANCE]->(a:Alliance)
      WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }),
    team: head(COLLECT { MATCH (p)-[:CARRIED_OUT_BY]->(t:ServiceTeam)
      WHERE ($viewer.all OR t.audience IN $viewer.audiences)
      RETURN {id: t.id, name: t.name, colour: t.colour} ORDER BY t.id }),
    needIds: COLLECT { MATCH (p)<-[:LED_TO]-(m:Match)-[:ANSWERS_DEMAND]->(d:Demand)
      WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND d.audience IN $viewer.audiences))
      RETURN DISTINCT d.id AS needId ORDER BY needId LIMIT 30 },
    offerIds: COLLECT { MATCH (p)<-[:LED_TO]-(m:Match)-[:WITH_OFFER]->(o:Offer)
      WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
      RETURN DISTINCT o.id AS offerId ORDER BY offerId LIMIT 30 },
    monthCount: COUNT { (p)<-[:PLANNED_IN]-(:ProjectMonth) }, deliveryCount: COUNT { (p)<-[:DELIVERED_FOR]-(:Delivery) },
    evaluationCount: COUNT { (p)<-[:EVALUATES]-(:Evaluation) }}
} AS items
