// Which of these pairs the plan holds.
MATCH (:Plan {id: $id, makerId: $makerId})-[:HOLDS_PAIR]->(pair:PlanPair)
WHERE pair.demandId + '~' + pair.offerId IN $pairs
RETURN pair.demandId AS demandId, pair.offerId AS offerId
