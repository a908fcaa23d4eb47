// One version of the weights.
MATCH (v:Entity&WeightVersion {id: $id})
RETURN v.id AS id, v.base AS base, v.better AS better, v.verdict AS verdict
