// A page of the members of each alliance today, by pinyin; those of the alliances under it belong to it too, each once.
UNWIND $ids AS id
CALL (id) {
  MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(joined:Alliance)-[under:PART_OF_ALLIANCE*0..1]->(a:Alliance {id: id})
  WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND joined.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
    AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    AND all(u IN under WHERE (u.since IS NULL OR u.since <= date($today)) AND (u.until IS NULL OR date($today) < u.until))
  // Who joined both is shown as the alliance's own member.
  WITH m, r, joined ORDER BY size(under), r.since, joined.id
  WITH m, head(collect({r: r, a: joined})) AS joining, coalesce(m.pinyin, m.name) AS cursorKey
  WITH collect({m: m, r: joining.r, a: joining.a, id: m.id, key: cursorKey}) AS found
  RETURN size(found) AS totalCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.m AS m, item.r AS r, item.a AS a ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {id: m.id, cursorKey: item.key, since: toString(r.since), until: toString(r.until),
      alliance: {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind},
      organization: {__typename: 'PartyOrganization', id: m.id, name: m.name, shortName: m.shortName, kind: m.kind,
        founded: toString(m.founded), memberCount: m.memberCount, example: m:Example}}
  } AS items
}
RETURN id AS of, totalCount, items
