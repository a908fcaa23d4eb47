// A step of a project with its event. Its matches are told how far it came: matching learns from that, and a step back takes it back.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CREATE (:Event {at: datetime(), by: $by, byName: $byName, from: p.state, to: $to, reason: $reason})-[:HAPPENED_TO]->(p)
WITH p, p.state AS before
SET p.state = $to, p.rating = $rating
WITH p, before
MATCH (p)<-[:LED_TO]-(m:Match)
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
SET m.outcome = CASE WHEN $to IN ['completed', 'evaluated', 'cancelled'] THEN $to
    WHEN before = 'completed' AND $to = 'running' THEN 'sentBack' END, m.rating = $rating, m.version = m.version + 1,
  m.updatedAt = datetime()
RETURN p.id AS id, m.id AS matchId
