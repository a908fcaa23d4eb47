// Size of the seeded graph before and after: whether anything changed.
RETURN COUNT { (:Entity) } AS entities, COUNT { ()-->() } AS links,
  COUNT { (v:Offer) WHERE v.embeddingModel IS NOT NULL AND ($viewer.all OR v.audience IN $viewer.audiences) } AS embeddedOffers,
  COUNT { (d:Demand) WHERE d.embeddingModel IS NOT NULL AND ($viewer.all OR d.audience IN $viewer.audiences) } AS embeddedDemands
