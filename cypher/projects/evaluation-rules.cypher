// Sees everything: the rule of an alliance above holds for whoever looks; nothing but the stages leaves it.
// At which stages alliances evaluate: what each says itself, else what the nearest alliance above it today says.
UNWIND $ids AS id
MATCH (a:Alliance {id: id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN a.id AS id, a.evaluationStages AS own, coalesce(a.evaluationVersion, 0) AS version,
  head(COLLECT {
    MATCH (a)-[above:PART_OF_ALLIANCE*1..4]->(r:Alliance)
    WHERE r.evaluationStages IS NOT NULL
      AND all(x IN above WHERE (x.since IS NULL OR x.since <= date($today)) AND (x.until IS NULL OR date($today) < x.until))
    RETURN r.evaluationStages ORDER BY size(above), r.id }) AS inherited,
  $actor.all OR a.id IN $actor.allianceIds AS mayConfigure
