// A project out of a match, seen by those who see the match, with its first event and the rule of its alliance's programme.
MATCH (m:Match {id: $matchId})
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
CREATE (p:ServiceProject:Entity {id: $id, title: $title, summary: $summary, state: 'approved', version: 1,
  audience: m.audience, createdAt: datetime(), updatedAt: datetime()})
CREATE (m)-[:LED_TO]->(p)
CREATE (p)-[:FOR_ALLIANCE]->(a)
CREATE (:Event {at: datetime(), by: $by, byName: $byName, to: 'approved', reason: $reason})-[:HAPPENED_TO]->(p)
RETURN p.id AS id, head(COLLECT {
  MATCH (a)-[:PART_OF_PROGRAMME]->(r:Programme) WHERE r.evaluationStages IS NOT NULL
  RETURN r.evaluationStages ORDER BY r.id }) AS rule
