// A page of the organisations and firms that observe each alliance today, by pinyin.
UNWIND $ids AS id
CALL (id) {
  MATCH (x:PartyOrganization|Enterprise)-[r:OBSERVES]->(a:Alliance {id: id})
  WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
    AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
  WITH DISTINCT x, coalesce(x.pinyin, x.name) AS cursorKey
  WITH collect({x: x, id: x.id, key: cursorKey}) AS found
  RETURN size(found) AS totalCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.x AS x ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {__typename: CASE WHEN x:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END, id: x.id, cursorKey: item.key}
  } AS items
}
RETURN id AS of, totalCount, items
