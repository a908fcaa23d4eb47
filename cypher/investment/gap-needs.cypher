// Open needs for what belongs at a position, the newest first. Bounded.
MATCH (:ChainPosition {id: $positionId})<-[:BELONGS_AT]-(:Product)<-[:WANTS]-(d:Demand)
WHERE d.state = 'published' AND coalesce(d.neededBy >= date($today), true)
  AND ($viewer.all OR d.audience IN $viewer.audiences)
WITH DISTINCT d
WITH collect(d) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS d
  WITH d ORDER BY d.createdAt DESC, d.id LIMIT toInteger($limit)
  RETURN d.id
} AS ids
