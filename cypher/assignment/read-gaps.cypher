// One page of the needs that a plan leaves open and that may still be seen.
MATCH (:Plan {id: $id})-[:HOLDS_GAP]->(gap:PlanGap)
WHERE gap.order > $after AND ($reason IS NULL OR gap.reason = $reason)
MATCH (d:Demand {id: gap.demandId}) WHERE ($viewer.all OR d.audience IN $viewer.audiences)
RETURN gap.order AS order, gap.demandId AS demandId, gap.reason AS reason, gap.share AS share, gap.facts AS facts
ORDER BY order LIMIT toInteger($limit)
