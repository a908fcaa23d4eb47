// What an agreed pair takes of its resource's capacity: as much as is needed and left. A pair that stands no more gives it
// back. `wanted` is in the resource's unit; the resource is locked in this transaction.
// Sees everything: what is taken must be given back by whoever ends the pair, in whoever's sight the resource is.
MATCH (m:Match {id: $id})-[:WITH_OFFER]->(o:Offer)
WITH m, o, $wanted AS wanted, coalesce(o.used, 0) - coalesce(m.amount, 0) AS others
WITH m, o, others, wanted, o.capacity - others AS left
WITH m, o, others, left, CASE WHEN $holds AND wanted IS NOT NULL AND left IS NOT NULL
  THEN CASE WHEN left < 0 THEN 0 WHEN wanted < left THEN wanted ELSE left END END AS amount,
  wanted IS NOT NULL AND left IS NOT NULL AND left <= 0 AS nothingLeft
SET m.amount = amount, o.version = coalesce(o.version, 0) + 1,
  o.used = CASE WHEN amount IS NULL AND others = 0 AND o.used IS NULL THEN null ELSE others + coalesce(amount, 0) END
RETURN amount, nothingLeft, o.capacity AS capacity, o.unit AS unit
