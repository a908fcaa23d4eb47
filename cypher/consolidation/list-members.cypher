// One page of the needs behind an item that the viewer sees, the one most like all others first.
MATCH (i:DemandItem {id: $id})
WHERE ($viewer.all OR i.audience IN $viewer.audiences)
WITH i, COLLECT { MATCH (i)<-[r:CONSOLIDATED_INTO]-(d:Demand {state: 'published'})
  WHERE ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN {id: d.id, cursorKey: r.rank, example: d:Example} ORDER BY r.rank, d.id } AS found
RETURN size(found) AS totalCount, size([x IN found WHERE x.example]) AS exampleCount,
  [x IN found WHERE $after IS NULL OR x.cursorKey > $after.key OR (x.cursorKey = $after.key AND x.id > $after.id)][0..toInteger($limit)] AS items
