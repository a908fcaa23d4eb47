// One page of offers and the count under the same filter; a filter that is null does not filter.
// Both orders ascend: newest by the negative instant, soonest by the day as a number, without a day last. Examples come
// after everything real: their keys begin beyond every instant and day, and stay whole numbers that JSON keeps exactly.
MATCH (f:Offer)
WHERE ($viewer.all OR f.audience IN $viewer.audiences OR f.reviewedIn IN $viewer.audiences)
  // Published entries end by themselves on the day after their last.
  AND ($states IS NULL OR CASE WHEN f.state = 'published' AND f.availableUntil < date($today) THEN 'expired' ELSE f.state END IN $states)
  AND ($kind IS NULL OR CASE $kind WHEN 'resource' THEN f:Resource ELSE f:PublishedProject END)
  AND ($ids IS NULL OR f.id IN $ids)
  AND ($example IS NULL OR f:Example = $example)
  AND ($openOn IS NULL OR f.availableUntil IS NULL OR date($openOn) <= f.availableUntil)
  AND all(word IN $words WHERE toLower(f.text) CONTAINS word OR toLower(coalesce(f.title, '')) CONTAINS word)
  AND ($categoryId IS NULL OR EXISTS { (f)-[:IN_CATEGORY]->(:Category)-[:KIND_OF*0..4]->(:Category {id: $categoryId}) })
  AND ($ownerId IS NULL OR EXISTS {
    MATCH (f)-[:OFFERED_BY]->(o:Enterprise|PartyOrganization|Department {id: $ownerId})
    WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department) })
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (f)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
WITH f, CASE $order
  WHEN 'soonest' THEN coalesce(f.availableUntil.year * 10000 + f.availableUntil.month * 100 + f.availableUntil.day, 99999999)
  ELSE -coalesce(f.updatedAt.epochMillis, 0) END + CASE WHEN f:Example THEN 1000000000000000 ELSE 0 END AS cursorKey
WITH collect({f: f, id: f.id, key: cursorKey, example: f:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.f AS f ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, __typename: 'Offer', id: f.id, kind: CASE WHEN f:Resource THEN 'resource' ELSE 'project' END, title: f.title, text: f.text,
    state: CASE WHEN f.state = 'published' AND f.availableUntil < date($today) THEN 'expired' ELSE f.state END, capacity: f.capacity,
    remaining: CASE WHEN f.capacity IS NULL THEN null ELSE f.capacity - coalesce(f.used, 0) END, unit: f.unit,
    availableFrom: toString(f.availableFrom), availableUntil: toString(f.availableUntil), serviceRadiusKm: f.serviceRadiusKm,
    example: f:Example, version: coalesce(f.version, 1), returnReason: f.returnReason, shownTo: coalesce(f.publishTo, f.audience), createdAt: toString(f.createdAt), updatedAt: toString(f.updatedAt),
    location: CASE WHEN f.location IS NULL THEN null
      ELSE {longitude: f.location.longitude, latitude: f.location.latitude} END,
    category: head(COLLECT { MATCH (f)-[:IN_CATEGORY]->(c:Category) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }),
    offeredBy: head(COLLECT { MATCH (f)-[:OFFERED_BY]->(o:Enterprise|PartyOrganization|Department)
      WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
      RETURN {__typename: CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:Department THEN 'Department' ELSE 'PartyOrganization' END,
        id: o.id, name: o.name} ORDER BY o.id }),
    provides: COLLECT { MATCH (f)-[:PROVIDES]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id },
    buys: COLLECT { MATCH (f)-[:BUYS]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id },
    alliance: head(COLLECT { MATCH (f)-[:FOR_ALLIANCE]->(a:Alliance)
      WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }),
    source: head(COLLECT { MATCH (f)-[:FROM_SOURCE]->(s:SourceRecord)
      RETURN {id: s.id, title: coalesce(s.title, s.id), url: s.url, licence: s.licence} ORDER BY s.id })}
} AS items
