// A page of the firms behind a position's figures as seen from a district. `standing`: of the district, recorded there or making
// what belongs there; `buying`: of the district, using it; `outside`: from elsewhere, selling it to firms of the district.
MATCH (p:ChainPosition {id: $positionId})
CALL (p) {
  WITH p WHERE $side = 'standing'
  MATCH (p)<-[s:OCCUPIES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, true AS wantedNear
  UNION
  WITH p WHERE $side = 'standing'
  MATCH (p)<-[:BELONGS_AT]-(:Product)<-[s:PRODUCES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, true AS wantedNear
  UNION
  WITH p WHERE $side = 'buying'
  MATCH (p)<-[:BELONGS_AT]-(:Product)<-[s:CONSUMES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, true AS wantedNear
  UNION
  WITH p WHERE $side = 'outside'
  MATCH (p)<-[:BELONGS_AT]-(q:Product)<-[s:CONSUMES]-(buyer:Enterprise)<-[t:SUPPLIES]-(e:Enterprise)
  WHERE t.productId = q.id AND ($viewer.all OR (buyer.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    AND coalesce(t.since <= date($today), true) AND coalesce(date($today) < t.until, true)
    AND EXISTS {
      MATCH (buyer)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
      WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
    }
  RETURN e, false AS wantedNear
}
WITH DISTINCT e, wantedNear
WHERE ($viewer.all OR e.audience IN $viewer.audiences) AND wantedNear = EXISTS {
  MATCH (e)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
  WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
}
WITH collect({id: e.id, key: coalesce(e.pinyin, e.name), example: e:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {id: item.id, cursorKey: item.key}
} AS items
