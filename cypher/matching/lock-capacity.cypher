// The two amounts of a pair. The property set takes the lock, so that two pairs agreed at once do not take the same.
// Sees everything: what is taken must be given back by whoever ends the pair, in whoever's sight the resource is.
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m:Match {id: $id})-[:WITH_OFFER]->(o:Offer)
SET o.updatedAt = datetime()
RETURN d.quantity AS quantity, d.unit AS wantedIn, o.unit AS unit
