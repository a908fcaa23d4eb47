// The weights learnt so far, newest first.
OPTIONAL MATCH (k:DataVersion {id: 'knowledge'})
MATCH (v:WeightVersion)
RETURN v.id AS id, v.number AS number, v.base AS base, toString(v.createdAt) AS createdAt,
  coalesce(v.id = k.servingWeights, false) AS serving, v.weights AS weights, v.shifts AS shifts, v.trained AS trained,
  v.heldBack AS heldBack, v.exampleData AS exampleData, v.lossBefore AS lossBefore, v.lossAfter AS lossAfter,
  v.orderBefore AS orderBefore, v.orderAfter AS orderAfter, v.better AS better, v.verdict AS verdict,
  toString(v.servedAt) AS servedAt
ORDER BY v.number DESC LIMIT 100
