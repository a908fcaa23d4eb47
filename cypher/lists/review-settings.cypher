// Whether alliances review, and whether the actor may say so.
UNWIND $ids AS id
MATCH (a:Alliance {id: id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN a.id AS id, coalesce(a.reviewsEntries, false) AS reviewsEntries,
  coalesce(a.reviewVersion, 0) AS version, $actor.all OR a.id IN $actor.allianceIds AS mayConfigure
