// One page of the weights learnt so far, newest first, and at the end the frozen ones, with their count; one alone when its
// id is given.
MATCH (v:WeightVersion)
WHERE ($id IS NULL OR v.id = $id) AND (v.number > 0 OR v.base = $base)
WITH v ORDER BY v.number DESC
WITH collect(v) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS v
  WITH v WHERE $after IS NULL OR -v.number > $after.key
  WITH v LIMIT toInteger($limit)
  RETURN {id: v.id, cursorKey: -v.number, number: v.number, base: v.base, createdAt: toString(v.createdAt),
    weights: v.weights, shifts: v.shifts, learntGood: v.learntGood, learntBad: v.learntBad, learntNeeds: v.learntNeeds,
    heldGood: v.heldGood, heldBad: v.heldBad, heldNeeds: v.heldNeeds, example: v:Example, comparedWith: v.comparedWith,
    lossBefore: v.lossBefore, lossAfter: v.lossAfter, orderBefore: v.orderBefore, orderAfter: v.orderAfter,
    finding: v.finding, origin: v.origin, servedAt: toString(v.servedAt)}
} AS items
