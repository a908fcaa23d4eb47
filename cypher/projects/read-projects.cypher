// Service projects by their ids, as `list-projects` shows them.
UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
RETURN 'ServiceProject' AS __typename, p.id AS id, p.title AS title,
  p.summary AS summary,
  p.state AS state,
  p.stages AS stages,
  p.rating AS rating,
  p.version AS version,
  toString(p.createdAt) AS createdAt,
  toString(p.updatedAt) AS updatedAt,
  p:Example AS example,
  head(COLLECT { MATCH (p)-[:FOR_ALLIANCE]->(a:Alliance)
      WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }) AS alliance,
  head(COLLECT { MATCH (p)-[:CARRIED_OUT_BY]->(t:ServiceTeam)
      WHERE ($viewer.all OR t.audience IN $viewer.audiences)
      RETURN {id: t.id, name: t.name, colour: t.colour} ORDER BY t.id }) AS team,
  COLLECT { MATCH (p)<-[:LED_TO]-(m:Match)-[:ANSWERS_DEMAND]->(d:Demand)
      WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND d.audience IN $viewer.audiences))
      RETURN DISTINCT d.id AS needId ORDER BY needId LIMIT 30 } AS needIds,
  COLLECT { MATCH (p)<-[:LED_TO]-(m:Match)-[:WITH_OFFER]->(o:Offer)
      WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
      RETURN DISTINCT o.id AS offerId ORDER BY offerId LIMIT 30 } AS offerIds,
  COUNT { (p)<-[:PLANNED_IN]-(:ProjectMonth) } AS monthCount,
  COUNT { (p)<-[:DELIVERED_FOR]-(:Delivery) } AS deliveryCount,
  COUNT { (p)<-[:EVALUATES]-(:Evaluation) } AS evaluationCount
