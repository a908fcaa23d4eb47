// A step of a match with its event. The score and the factors are what was shown when somebody acted on it.
MATCH (m:Match {id: $id})
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
CREATE (e:Event {at: datetime(), by: $by, from: m.state, to: $to, reason: $reason, declineReason: $declineReason})-[:HAPPENED_TO]->(m)
SET m.state = $to, m.reason = $reason, m.declineReason = $declineReason, m.waitsFor = $waitsFor,
  m.weightsVersion = coalesce($weightsVersion, m.weightsVersion), m.score = coalesce($score, m.score), m.factors = coalesce($factors, m.factors)
RETURN m.id AS id, m.state AS state, m.reason AS reason, m.declineReason AS declineReason
