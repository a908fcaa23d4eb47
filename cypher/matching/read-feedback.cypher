// What people decided about pairs, the latest first, with what was shown of them then. Bounded.
// Sees everything: only sums of it are shown.
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m:Match)-[:WITH_OFFER]->(o:Offer)
WHERE m.state IN ['contacted', 'agreed', 'projected', 'declined'] AND m.factors IS NOT NULL
WITH d, m, o ORDER BY m.updatedAt DESC, m.id LIMIT 5000
RETURN d.id AS demandId, m.state AS state, m.declineReason AS declineReason, m.outcome AS outcome,
  m.rating AS rating, m.factors AS factors,
  d:Example OR o:Example AS example, d.kindScores AS needKinds, o.kindScores AS helpKinds
