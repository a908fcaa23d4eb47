// Entries that came into the lists since an instant, the newest first: entered, approved, put back or imported.
// Sees everything: it steers who is told; what a subscriber is told is read again with the subscriber's own rights.
CALL () {
  MATCH (d:Demand) WHERE d.updatedAt >= datetime($since)
  RETURN d AS x, true AS demand
  UNION ALL
  MATCH (o:Offer) WHERE o.updatedAt >= datetime($since)
  RETURN o AS x, false AS demand
}
WITH x, demand WHERE x.state = 'published'
MATCH (e:Event {to: 'published'})-[:HAPPENED_TO]->(x)
WHERE e.at >= datetime($since) AND coalesce(e.from, '') <> 'published'
WITH x, demand, max(e.at) AS at
RETURN x.id AS id, demand, x.audience AS audience, toString(at) AS at
ORDER BY at DESC, id LIMIT toInteger($limit)
