// Matches under way whose last step is older than a day, and those that ended by themselves lately, the oldest first. Bounded:
// what of them the actor is to answer is asked of their entries afterwards.
MATCH (m:Match)
WHERE m.state IN ['contacted', 'expired'] AND ($viewer.all OR m.audience IN $viewer.audiences)
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m)-[:WITH_OFFER]->(o:Offer)
WHERE ($viewer.all OR (d.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
WITH m, d, o, head(COLLECT { MATCH (e:Event)-[:HAPPENED_TO]->(m) RETURN e ORDER BY e.at DESC LIMIT 1 }) AS last
WITH m, d, o, last, toString(date(datetime({datetime: last.at, timezone: 'Asia/Shanghai'}))) AS day
WHERE last.to = m.state AND ((m.state = 'contacted' AND day <= $before) OR (m.state = 'expired' AND last.from = 'contacted' AND day >= $endedSince))
RETURN m.id AS id, m.state AS state, d.id AS demandId, o.id AS offerId, toString(last.at) AS at, last.reason AS reason,
  coalesce(m.waitsFor, 'both') AS waitsFor, coalesce(d:Example OR o:Example, false) AS example
ORDER BY last.at, id LIMIT 2000
