// A page of the firms at each position: the lead first, then by pinyin.
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Enterprise)-[o:OCCUPIES]->(:ChainPosition {id: id})
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND (o.since IS NULL OR o.since <= date($today)) AND (o.until IS NULL OR date($today) < o.until)
  WITH e, min(CASE o.role WHEN 'lead' THEN '0' WHEN 'core' THEN '1' ELSE '2' END) + coalesce(e.pinyin, e.name) AS cursorKey
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
}
RETURN id AS of, totalCount, exampleCount, items
