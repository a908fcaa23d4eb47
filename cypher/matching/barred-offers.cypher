// Offers whose owner is never to be matched with the owner of a need, today. Bounded.
// Sees everything: a bar holds whether or not the viewer may see the owners; nothing of it is shown but
// to those who may see the bar.
MATCH (:Demand {id: $id})-[:RAISED_BY]->(:Entity)<-[:BARS]-(bar:DoNotMatch)-[:BARS]->(:Entity)<-[:OFFERED_BY]-(o:Offer)
WHERE coalesce(bar.since <= date($today), true) AND coalesce(date($today) < bar.until, true)
RETURN o.id AS id, collect(bar.id) AS barIds LIMIT 10000
