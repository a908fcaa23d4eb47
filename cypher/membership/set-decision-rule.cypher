// How an alliance decides from now on; no row when somebody has said otherwise since. Setting a property takes the lock before
// it is read: of two at once the second finds what the first set.
MATCH (a:Alliance {id: $id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences) AND ($actor.all OR a.id IN $actor.allianceIds)
SET a.decisionVersion = coalesce(a.decisionVersion, 0)
WITH a, a.decisionThreshold AS threshold, a.decisionQuorum AS quorum
WHERE a.decisionVersion = $expectedVersion
SET a.decisionThreshold = $threshold, a.decisionQuorum = $quorum, a.decisionVersion = a.decisionVersion + 1
RETURN a.id AS id, threshold, quorum
