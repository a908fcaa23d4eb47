// Whether an alliance reviews what its members put on the lists.
MATCH (a:Alliance {id: $id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences) AND ($actor.all OR a.id IN $actor.allianceIds)
WITH a, coalesce(a.reviewsEntries, false) AS before
SET a.reviewsEntries = $reviews
RETURN a.id AS id, before
