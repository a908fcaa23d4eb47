// What an agreed pair takes of its resource's capacity: as much as is needed and left. A pair that stands no more gives it
// back. The first property set takes the lock, so that two pairs agreed at once do not take the same.
// Sees everything: what is taken must be given back by whoever ends the pair, in whoever's sight the resource is.
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m:Match {id: $id})-[:WITH_OFFER]->(o:Offer)
SET o.updatedAt = datetime()
WITH m, o, coalesce(o.used, 0) - coalesce(m.amount, 0) AS others,
  CASE WHEN d.quantity > 0 AND coalesce(d.unit = o.unit, true) THEN d.quantity END AS wanted
WITH m, o, others, wanted, o.capacity - others AS left
WITH m, o, others, left, CASE WHEN $holds AND wanted IS NOT NULL AND left IS NOT NULL
  THEN CASE WHEN left < 0 THEN 0 WHEN wanted < left THEN wanted ELSE left END END AS amount,
  wanted IS NOT NULL AND left IS NOT NULL AND left <= 0 AS nothingLeft
SET m.amount = amount, o.version = coalesce(o.version, 0) + 1,
  o.used = CASE WHEN amount IS NULL AND others = 0 AND o.used IS NULL THEN null ELSE others + coalesce(amount, 0) END
RETURN amount, nothingLeft, o.capacity AS capacity, o.unit AS unit
