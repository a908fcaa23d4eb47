// One page of a board's items, those with most needs first. An item is shown with the needs the viewer sees; without any
// it is not shown at all, and its name is never made of words from a need that the viewer does not see; real ones
// come before examples.
MATCH (i:DemandItem)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId})
WHERE ($viewer.all OR (i.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
WITH i, COLLECT { MATCH (i)<-[r:CONSOLIDATED_INTO]-(d:Demand {state: 'published'})
  WHERE ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN {rank: r.rank, id: d.id, pinned: r.pinned, example: d:Example} ORDER BY d:Example, r.rank, d.id } AS needs
WHERE size(needs) > 0
WITH collect({i: i, id: i.id, key: -size(needs), needs: needs}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.i AS i, item.needs AS needs ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, __typename: 'DemandItem', id: i.id, givenTitle: i.title,
    firstText: head(COLLECT { MATCH (f:Demand {id: needs[0].id})
      WHERE ($viewer.all OR f.audience IN $viewer.audiences) RETURN coalesce(f.title, f.text) }),
    category: head(COLLECT { MATCH (i)-[:IN_CATEGORY]->(c:Category) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }),
    categoryPinned: coalesce(i.categoryPinned, false),
    count: size(needs), exampleCount: size([x IN needs WHERE x.example]), pinnedCount: size([x IN needs WHERE x.pinned]),
    firstIds: [x IN needs[0..3] | x.id], allianceId: $allianceId}
} AS items
