// Sees everything: counts, to know whether a seeding changed anything.
// Size of the seeded graph before and after: whether anything changed.
RETURN COUNT { (:Entity) } AS entities, COUNT { ()-->() } AS links,
  COUNT { (v:Offer) WHERE v.embeddingModel IS NOT NULL } AS embeddedOffers,
  COUNT { (d:Demand) WHERE d.embeddingModel IS NOT NULL } AS embeddedDemands
