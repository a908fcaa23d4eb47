// The needs still open today that a plan is to serve, under a filter that does not filter where it is null: those with no contact
// under way (a cancelled project is none), and those of which a part is still open, with how much. A contact that has not
// settled its amount counts for all that its resource could give.
MATCH (d:Demand {state: 'published'})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
  AND (d.neededBy IS NULL OR date($today) <= d.neededBy)
  AND all(word IN $words WHERE toLower(d.text) CONTAINS word OR toLower(coalesce(d.title, '')) CONTAINS word)
  AND ($categoryId IS NULL OR EXISTS { (d)-[:IN_CATEGORY]->(:Category)-[:KIND_OF*0..4]->(:Category {id: $categoryId}) })
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
WITH d, COLLECT {
  MATCH (d)<-[:ANSWERS_DEMAND]-(m:Match)-[:WITH_OFFER]->(o:Offer)
  WHERE m.state IN ['contacted', 'agreed', 'projected'] AND coalesce(m.outcome, '') <> 'cancelled'
    AND ($viewer.all OR (m.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
  WITH m, d, o, CASE WHEN d.unit = o.unit OR (d.unit IS NULL AND o.unit IS NULL) THEN 1.0
    WHEN $units[d.unit].dimension = $units[o.unit].dimension THEN $units[o.unit].factor / $units[d.unit].factor END AS ratio
  WITH d.quantity AS wanted, coalesce(m.amount, o.capacity - coalesce(o.used, 0)) * ratio AS given, m.amount * ratio AS settled
  RETURN coalesce(settled, CASE WHEN given < wanted THEN given ELSE wanted END, 0.0)
} AS taken
WITH d, size(taken) = 0 AS free, d.quantity - reduce(sum = 0.0, amount IN taken | sum + amount) AS rest
WHERE free OR (d.quantity > 0 AND rest >= $leastShare * d.quantity)
RETURN d.id AS id, CASE WHEN free THEN null ELSE rest END AS rest ORDER BY id LIMIT toInteger($limit)
