// Open matches follow their sides, each with its event: where a need or an offer has ended or was withdrawn they end too, and
// where both are open again they are proposals again. What was agreed goes on. Setting a property takes the lock before the
// state is read, so that nobody's step is lost.
// Sees everything: what became of a match follows from its sides, whoever changed one of them.
CALL () {
  MATCH (x:Demand|Offer)<-[:ANSWERS_DEMAND|WITH_OFFER]-(m:Match)
  WHERE x.id IN $entryIds AND m.state IN ['proposed', 'contacted', 'expired']
  RETURN m
  UNION
  MATCH (m:Match)
  WHERE m.id IN $matchIds
  RETURN m
}
WITH m ORDER BY m.id
SET m.version = m.version
WITH m
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m)-[:WITH_OFFER]->(o:Offer)
WITH m, m.state AS from, d.state = 'published' AND o.state = 'published' AND coalesce(d.neededBy >= date($today), true)
    AND coalesce(o.availableUntil >= date($today), true) AS bothOpen,
  CASE WHEN d.state = 'withdrawn' THEN 'demandWithdrawn' WHEN o.state = 'withdrawn' THEN 'offerWithdrawn'
    WHEN d.neededBy < date($today) THEN 'demandEnded' WHEN o.availableUntil < date($today) THEN 'offerEnded' END AS ended
WITH m, from, CASE WHEN from IN ['proposed', 'contacted'] AND ended IS NOT NULL THEN 'expired'
    WHEN from = 'expired' AND bothOpen THEN 'proposed' END AS to, coalesce(ended, 'openAgain') AS why
WHERE to IS NOT NULL
WITH m, from, to, $reasons[why] AS reason
SET m.state = to, m.reason = CASE to WHEN 'expired' THEN reason END, m.declineReason = null, m.waitsFor = null, m.version = m.version + 1,
  m.updatedAt = datetime()
CREATE (:Event {at: datetime(), by: $by, from: from, to: to, reason: reason})-[:HAPPENED_TO]->(m)
RETURN m.id AS id, from, to, reason
