// A page of the firms each organisation covers today, by pinyin.
UNWIND $ids AS id
CALL (id) {
  MATCH (o:PartyOrganization {id: id})-[r:COVERS]->(e:Enterprise)
  WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
  WITH e, r ORDER BY r.since DESC
  WITH e, head(collect(r)) AS r, coalesce(e.pinyin, e.name) AS cursorKey
  WITH collect({e: e, r: r, id: e.id, key: cursorKey, example: e:Example}) AS found
  RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.e AS e, item.r AS r ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {id: e.id, cursorKey: item.key, mode: coalesce(r.mode, 'independent'), since: toString(r.since),
      enterprise: {id: e.id, name: e.name, shortName: e.shortName}}
  } AS items
}
RETURN id AS of, totalCount, exampleCount, items
