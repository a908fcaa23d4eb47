// A page of the firms that supply (`in`) or buy from (`out`) each firm today, each with the newest 50 of the goods that pass.
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Enterprise {id: id})-[s:SUPPLIES]-(partner:Enterprise)
  WHERE ($viewer.all OR (e.audience IN $viewer.audiences AND partner.audience IN $viewer.audiences))
    AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
    AND CASE $direction WHEN 'out' THEN startNode(s) = e ELSE endNode(s) = e END
  WITH partner, s ORDER BY s.since DESC, s.product
  WITH partner, collect({id: s.productId, name: s.product, quantity: s.quantity, evidence: s.evidence, since: toString(s.since)}) AS goods,
    coalesce(partner.pinyin, partner.name) AS cursorKey
  WITH collect({e: partner, goods: goods, id: partner.id, key: cursorKey, example: partner:Example}) AS found
  RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.e AS e ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {__typename: 'Enterprise', id: e.id, name: e.name, shortName: e.shortName, creditCode: e.creditCode,
      scale: e.scale, tags: coalesce(e.tags, []), employees: e.employees, example: e:Example, cursorKey: item.key,
      goods: item.goods[..50], goodsCount: size(item.goods),
      location: CASE WHEN e.location IS NULL THEN null
        ELSE {longitude: e.location.longitude, latitude: e.location.latitude} END}
  } AS items
}
RETURN id AS of, totalCount, exampleCount, items
