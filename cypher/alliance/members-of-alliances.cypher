// A page of the members of each alliance today, by pinyin.
UNWIND $ids AS id
CALL (id) {
  MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(a:Alliance {id: id})
  WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
    AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
  WITH m, r, a ORDER BY r.since
  WITH m, head(collect(r)) AS r, a, coalesce(m.pinyin, m.name) AS cursorKey
  WITH a, collect({m: m, r: r, id: m.id, key: cursorKey}) AS found
  RETURN size(found) AS totalCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.m AS m, item.r AS r ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {id: m.id, cursorKey: item.key, since: toString(r.since), until: toString(r.until),
      alliance: {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind},
      organization: {__typename: 'PartyOrganization', id: m.id, name: m.name, shortName: m.shortName, kind: m.kind,
        founded: toString(m.founded), memberCount: m.memberCount, example: m:Example}}
  } AS items
}
RETURN id AS of, totalCount, items
