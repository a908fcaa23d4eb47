// One page of a plan's pairs, those whose need and offer may still be seen, with the state of each match today.
MATCH (:Plan {id: $id})-[:HOLDS_PAIR]->(pair:PlanPair)
WHERE pair.order > $after
MATCH (d:Demand {id: pair.demandId}) WHERE ($viewer.all OR d.audience IN $viewer.audiences)
MATCH (o:Offer {id: pair.offerId}) WHERE ($viewer.all OR o.audience IN $viewer.audiences)
OPTIONAL MATCH (m:Match {id: pair.demandId + '~' + pair.offerId}) WHERE ($viewer.all OR m.audience IN $viewer.audiences)
RETURN pair.order AS order, pair.demandId AS demandId, pair.offerId AS offerId, pair.score AS score, pair.share AS share,
  pair.amount AS amount, pair.unit AS unit, pair.deciding AS deciding, coalesce(m.state, 'proposed') AS state
ORDER BY order LIMIT toInteger($limit)
