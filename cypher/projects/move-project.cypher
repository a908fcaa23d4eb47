// A step of a project with its event. Its matches are told how it ended: matching learns from that.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CREATE (:Event {at: datetime(), by: $by, byName: $byName, from: p.state, to: $to, reason: $reason})-[:HAPPENED_TO]->(p)
SET p.state = $to, p.rating = $rating
WITH p
MATCH (p)<-[:LED_TO]-(m:Match)
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
SET m.outcome = CASE WHEN $to IN ['evaluated', 'cancelled'] THEN $to END, m.rating = $rating, m.version = m.version + 1,
  m.updatedAt = datetime()
RETURN p.id AS id, m.id AS matchId
