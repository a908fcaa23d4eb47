// One page of what a version was learnt from, by need, and the count under the same filter; a filter that is null does not filter.
MATCH (:WeightVersion {id: $id})-[of:LEARNT_FROM]->(m:Match)
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
  AND ($heldBack IS NULL OR of.heldBack = $heldBack) AND ($good IS NULL OR of.good = $good)
MATCH (m)-[:ANSWERS_DEMAND]->(d:Demand) WHERE ($viewer.all OR d.audience IN $viewer.audiences)
MATCH (m)-[:WITH_OFFER]->(o:Offer) WHERE ($viewer.all OR o.audience IN $viewer.audiences)
WITH collect({id: m.id, of: of, demandId: d.id, offerId: o.id}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.id > $after.id
  WITH item, item.of AS of ORDER BY item.id LIMIT toInteger($limit)
  RETURN {id: item.id, cursorKey: item.id, demandId: item.demandId, offerId: item.offerId, heldBack: of.heldBack,
    good: of.good, importance: of.importance, because: of.because, rating: of.rating}
} AS items
