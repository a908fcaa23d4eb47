// One page of needs and the count under the same filter; a filter that is null does not filter.
// Both orders ascend: newest by the negative instant, soonest by the day as a number, without a day last. Examples come
// after everything real: their keys begin beyond every instant and day, and stay whole numbers that JSON keeps exactly.
MATCH (d:Demand)
WHERE ($viewer.all OR d.audience IN $viewer.audiences OR d.reviewedIn IN $viewer.audiences)
  // Published entries end by themselves on the day after their last.
  AND ($states IS NULL OR CASE WHEN d.state = 'published' AND d.neededBy < date($today) THEN 'expired' ELSE d.state END IN $states)
  AND ($ids IS NULL OR d.id IN $ids)
  AND ($example IS NULL OR d:Example = $example)
  AND ($openOn IS NULL OR d.neededBy IS NULL OR date($openOn) <= d.neededBy)
  AND all(word IN $words WHERE toLower(d.text) CONTAINS word OR toLower(coalesce(d.title, '')) CONTAINS word)
  AND ($categoryId IS NULL OR EXISTS { (d)-[:IN_CATEGORY]->(:Category)-[:KIND_OF*0..4]->(:Category {id: $categoryId}) })
  AND ($ownerId IS NULL OR EXISTS {
    MATCH (d)-[:RAISED_BY]->(o:Enterprise|PartyOrganization|Department {id: $ownerId})
    WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department) })
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
WITH d, CASE $order
  WHEN 'soonest' THEN coalesce(d.neededBy.year * 10000 + d.neededBy.month * 100 + d.neededBy.day, 99999999)
  ELSE -coalesce(d.updatedAt.epochMillis, 0) END + CASE WHEN d:Example THEN 1000000000000000 ELSE 0 END AS cursorKey
WITH collect({d: d, id: d.id, key: cursorKey, example: d:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.d AS d ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, __typename: 'Demand', id: d.id, title: d.title, text: d.text, state: CASE WHEN d.state = 'published' AND d.neededBy < date($today) THEN 'expired' ELSE d.state END, beneficiary: d.beneficiary,
    quantity: d.quantity, unit: d.unit, neededFrom: toString(d.neededFrom), neededBy: toString(d.neededBy),
    urgency: coalesce(d.urgency, 'normal'), example: d:Example, version: coalesce(d.version, 1), returnReason: d.returnReason, shownTo: coalesce(d.publishTo, d.audience), createdAt: toString(d.createdAt), updatedAt: toString(d.updatedAt),
    location: CASE WHEN d.location IS NULL THEN null
      ELSE {longitude: d.location.longitude, latitude: d.location.latitude} END,
    category: head(COLLECT { MATCH (d)-[:IN_CATEGORY]->(c:Category) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }),
    raisedBy: head(COLLECT { MATCH (d)-[:RAISED_BY]->(o:Enterprise|PartyOrganization|Department)
      WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
      RETURN {__typename: CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:Department THEN 'Department' ELSE 'PartyOrganization' END,
        id: o.id, name: o.name} ORDER BY o.id }),
    wants: COLLECT { MATCH (d)-[:WANTS]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id },
    sells: COLLECT { MATCH (d)-[:SELLS]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id },
    alliance: head(COLLECT { MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance)
      WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }),
    source: head(COLLECT { MATCH (d)-[:FROM_SOURCE]->(s:SourceRecord)
      RETURN {id: s.id, title: coalesce(s.title, s.id), url: s.url, licence: s.licence} ORDER BY s.id })}
} AS items
