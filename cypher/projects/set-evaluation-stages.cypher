// At which stages an alliance evaluates its projects from now on, null: as the alliance above it; no row when somebody has
// said otherwise since. Setting a property takes the lock before it is read: of two at once the second finds what the first set.
MATCH (a:Alliance {id: $id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences) AND ($actor.all OR a.id IN $actor.allianceIds)
SET a.evaluationVersion = coalesce(a.evaluationVersion, 0)
WITH a, a.evaluationStages AS before
WHERE a.evaluationVersion = $expectedVersion
SET a.evaluationStages = $stages, a.evaluationVersion = a.evaluationVersion + 1
RETURN a.id AS id, before
