// Needs whose owner is never to be matched with the owner of an offer, today. Bounded.
// Sees everything: a bar holds whether or not the viewer may see the owners; nothing of it is shown.
MATCH (:Offer {id: $id})-[:OFFERED_BY]->(:Entity)<-[:BARS]-(bar:DoNotMatch)-[:BARS]->(:Entity)<-[:RAISED_BY]-(d:Demand)
WHERE coalesce(bar.since <= date($today), true) AND coalesce(date($today) < bar.until, true)
RETURN DISTINCT d.id AS id LIMIT 10000
