// A page of what each firm makes (PRODUCES) or uses (CONSUMES) today, by pinyin.
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Enterprise {id: id})-[r:PRODUCES|CONSUMES]->(p:Product)
  WHERE type(r) = $relation AND ($viewer.all OR e.audience IN $viewer.audiences)
    AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
  WITH DISTINCT p, coalesce(p.pinyin, p.name) AS cursorKey
  WITH collect({p: p, id: p.id, key: cursorKey, example: p:Example}) AS found
  RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.p AS p ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {id: p.id, name: p.name, example: p:Example, cursorKey: item.key}
  } AS items
}
RETURN id AS of, totalCount, exampleCount, items
