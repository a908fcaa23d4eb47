// What people decided about pairs, the real before examples, the latest first, with what was shown of them then. Bounded. An
// example is also what demo visitors decided, or made a project of, whatever it is about.
// Sees everything: from a pair come only sums; its record is shown by list-learnt to those who see the pair.
WITH COLLECT { MATCH (a:Account {demo: true}) RETURN a.id } AS visitors
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m:Match)-[:WITH_OFFER]->(o:Offer)
WHERE m.state IN ['contacted', 'agreed', 'projected', 'declined'] AND m.factors IS NOT NULL
WITH d, m, o, d:Example OR o:Example OR EXISTS { (m)-[:LED_TO]->(:ServiceProject&Example) }
  OR head(COLLECT { MATCH (e:Event)-[:HAPPENED_TO]->(m) RETURN e.by ORDER BY e.at DESC LIMIT 1 }) IN visitors AS example
WITH d, m, o, coalesce(example, false) AS example ORDER BY example, m.updatedAt DESC, m.id LIMIT 5000
RETURN m.id AS matchId, d.id AS demandId, m.state AS state, m.declineReason AS declineReason, m.outcome AS outcome,
  m.rating AS rating, m.factors AS factors, m.weightsVersion AS weightsVersion, example,
  d.kindScores AS needKinds, o.kindScores AS helpKinds
