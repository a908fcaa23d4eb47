// One page of party organisations and the count under the same filter; a filter that is null does not filter.
MATCH (o:PartyOrganization)
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
  AND ($kind IS NULL OR o.kind = $kind)
  AND ($example IS NULL OR o:Example = $example)
  AND ($text IS NULL OR toLower(o.name) CONTAINS $text OR toLower(coalesce(o.shortName, '')) CONTAINS $text
    OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) CONTAINS $text)
    OR coalesce(o.pinyin, '') CONTAINS $text OR coalesce(o.pinyinInitials, '') CONTAINS $text)
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (o)-[r:MEMBER_OF]->(a:Alliance {id: $allianceId})
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until) })
WITH o, coalesce(o.pinyin, o.name) AS cursorKey
WITH collect({o: o, id: o.id, key: cursorKey}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.o AS o ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {__typename: 'PartyOrganization', id: o.id, name: o.name, shortName: o.shortName, kind: o.kind,
    founded: toString(o.founded), memberCount: o.memberCount, example: o:Example, cursorKey: item.key}
} AS items
