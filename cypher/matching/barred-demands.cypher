// Needs whose owner is never to be matched with the owner of an offer, today. Bounded.
// Sees everything: a bar holds whether or not the viewer may see the owners; nothing of it is shown but
// to those who may see the bar.
MATCH (:Offer {id: $id})-[:OFFERED_BY]->(:Entity)<-[:BARS]-(bar:DoNotMatch)-[:BARS]->(:Entity)<-[:RAISED_BY]-(d:Demand)
WHERE coalesce(bar.since <= date($today), true) AND coalesce(date($today) < bar.until, true)
RETURN d.id AS id, collect(bar.id) AS barIds LIMIT 10000
