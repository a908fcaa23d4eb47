// One page of firms and the count under the same filter; a filter that is null does not filter.
MATCH (e:Enterprise)
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  AND ($scale IS NULL OR e.scale = $scale)
  AND ($example IS NULL OR e:Example = $example)
  AND ($text IS NULL OR toLower(e.name) CONTAINS $text OR toLower(coalesce(e.shortName, '')) CONTAINS $text
    OR any(alias IN coalesce(e.aliases, []) WHERE toLower(alias) CONTAINS $text)
    OR coalesce(e.pinyin, '') CONTAINS $text OR coalesce(e.pinyinInitials, '') CONTAINS $text OR e.creditCode = $code)
  AND ($positionId IS NULL OR EXISTS {
    (e)-[o:OCCUPIES]->(:ChainPosition {id: $positionId})
    WHERE (o.since IS NULL OR o.since <= date($today)) AND (o.until IS NULL OR date($today) < o.until) })
  AND ($chainId IS NULL OR EXISTS {
    (e)-[o:OCCUPIES]->(:ChainPosition)-[:PART_OF_CHAIN]->(:IndustryChain {id: $chainId})
    WHERE (o.since IS NULL OR o.since <= date($today)) AND (o.until IS NULL OR date($today) < o.until) })
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (e)<-[c:COVERS]-(m:PartyOrganization)-[r:MEMBER_OF]->(a:Alliance {id: $allianceId})
    WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
      AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until) })
WITH e, coalesce(e.pinyin, e.name) AS cursorKey
WITH collect({e: e, id: e.id, key: cursorKey, example: e:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.e AS e ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {__typename: 'Enterprise', id: e.id, name: e.name, shortName: e.shortName, creditCode: e.creditCode,
    scale: e.scale, tags: coalesce(e.tags, []), employees: e.employees, example: e:Example, cursorKey: item.key,
    location: CASE WHEN e.location IS NULL THEN null
      ELSE {longitude: e.location.longitude, latitude: e.location.latitude} END}
} AS items
