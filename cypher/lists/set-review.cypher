// Whether an alliance reviews what its members put on the lists; no row when somebody has said otherwise since. Setting a
// property takes the lock before it is read: of two at once the second finds what the first has set.
MATCH (a:Alliance {id: $id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences) AND ($actor.all OR a.id IN $actor.allianceIds)
SET a.reviewVersion = coalesce(a.reviewVersion, 0)
WITH a, coalesce(a.reviewsEntries, false) AS before
WHERE a.reviewVersion = $expectedVersion
SET a.reviewsEntries = $reviews, a.reviewVersion = a.reviewVersion + 1
RETURN a.id AS id, before
