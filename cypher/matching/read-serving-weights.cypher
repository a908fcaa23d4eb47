// The weights in service; no row when the frozen ones serve.
MATCH (k:DataVersion {id: 'knowledge'})
MATCH (v:WeightVersion {id: k.servingWeights})
RETURN v.id AS id, v.number AS number, v.base AS base, v.weights AS weights, v.shifts AS shifts
