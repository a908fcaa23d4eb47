// Items by their ids, as `list-items` shows them.
UNWIND $ids AS id
MATCH (i:DemandItem {id: id})-[:FOR_ALLIANCE]->(a:Alliance)
WHERE ($viewer.all OR (i.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
WITH i, a, COLLECT { MATCH (i)<-[r:CONSOLIDATED_INTO]-(d:Demand {state: 'published'})
  WHERE ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN {rank: r.rank, id: d.id, pinned: r.pinned, example: d:Example} ORDER BY d:Example, r.rank, d.id } AS needs
WHERE size(needs) > 0
RETURN 'DemandItem' AS __typename, i.id AS id, i.title AS givenTitle,
  head(COLLECT { MATCH (f:Demand {id: needs[0].id})
    WHERE ($viewer.all OR f.audience IN $viewer.audiences) RETURN coalesce(f.title, f.text) }) AS firstText,
  head(COLLECT { MATCH (i)-[:IN_CATEGORY]->(c:Category) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }) AS category,
  coalesce(i.categoryPinned, false) AS categoryPinned,
  size(needs) AS count, size([x IN needs WHERE x.example]) AS exampleCount, size([x IN needs WHERE x.pinned]) AS pinnedCount,
  [x IN needs[0..3] | x.id] AS firstIds, a.id AS allianceId
