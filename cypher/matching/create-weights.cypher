// Keeps what was learnt from feedback.
CREATE (v:Entity:WeightVersion {id: $id, number: toInteger($number), base: $base, weights: $weights, shifts: $shifts,
  createdAt: datetime(), by: $by, trained: toInteger($trained), heldBack: toInteger($heldBack), exampleData: $exampleData,
  lossBefore: $lossBefore, lossAfter: $lossAfter, orderBefore: $orderBefore, orderAfter: $orderAfter, better: $better,
  verdict: $verdict})
RETURN v.id AS id
