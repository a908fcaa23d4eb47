// Keeps what was learnt from feedback, under a number that is never given again.
MATCH (k:DataVersion {id: 'knowledge'})
SET k.learntVersions = coalesce(k.learntVersions, 0) + 1
CREATE (v:Entity:WeightVersion {id: $id, number: k.learntVersions, createdAt: datetime(), by: $by, base: $base,
  comparedWith: $comparedWith, evidence: $evidence, weights: $weights, shifts: $shifts, finding: $finding,
  learntGood: toInteger($learntGood), learntBad: toInteger($learntBad), learntNeeds: toInteger($learntNeeds),
  heldGood: toInteger($heldGood), heldBad: toInteger($heldBad), heldNeeds: toInteger($heldNeeds),
  lossBefore: $lossBefore, lossAfter: $lossAfter, orderBefore: $orderBefore, orderAfter: $orderAfter})
RETURN v.number AS number
