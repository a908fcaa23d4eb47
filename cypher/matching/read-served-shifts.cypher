// How far each version that has served moved the SOLVED_BY: what was shown while it served is free of it only when taken back.
MATCH (v:WeightVersion)
WHERE v.servedAt IS NOT NULL AND v.base = $base
RETURN v.number AS number, v.base AS base, v.shifts AS shifts
