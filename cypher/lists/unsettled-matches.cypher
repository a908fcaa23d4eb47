// Some matches that a day has ended since, or whose sides are open again without anybody having saved them.
// Sees everything: it steers what the server tidies and is shown to nobody.
MATCH (m:Match)
WHERE m.state IN ['proposed', 'contacted', 'expired']
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m)-[:WITH_OFFER]->(o:Offer)
WITH m, d.state = 'withdrawn' OR o.state = 'withdrawn' OR coalesce(d.neededBy < date($today), false)
    OR coalesce(o.availableUntil < date($today), false) AS ended, d.state = 'published' AND o.state = 'published' AS published
WHERE CASE WHEN m.state = 'expired' THEN published AND NOT ended ELSE ended END
RETURN m.id AS id LIMIT toInteger($limit)
