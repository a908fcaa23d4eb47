// Sees everything: the counts steer the server's own index and are shown to nobody.
// How many changes there were, and how many entries there are: both from counts, whatever the size of the graph.
OPTIONAL MATCH (offers:DataVersion {id: 'offers'})
OPTIONAL MATCH (demands:DataVersion {id: 'demands'})
RETURN coalesce(offers.value, 0) AS offers, coalesce(demands.value, 0) AS demands,
  COUNT { (:Offer) } AS offerCount, COUNT { (:Demand) } AS demandCount
