// Members and observers of an alliance, of today and before, the latest first.
MATCH (o:PartyOrganization|Enterprise)-[r:MEMBER_OF|OBSERVES]->(a:Alliance {id: $allianceId})
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
WITH o, r, coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) AS current
WHERE $current IS NULL OR current = $current
WITH o, r, current, coalesce(toString(r.since), '') + '|' + type(r) AS cursorKey
ORDER BY cursorKey DESC, o.id DESC
WITH collect({o: o, r: r, current: current, cursorKey: cursorKey}) AS found
RETURN size(found) AS totalCount, size([x IN found WHERE x.o:Example]) AS exampleCount, COLLECT {
  UNWIND found AS x
  WITH x.o AS o, x.r AS r, x.current AS current, x.cursorKey AS cursorKey
  WHERE $after IS NULL OR cursorKey < $after.key OR (cursorKey = $after.key AND o.id < $after.id)
  WITH o, r, current, cursorKey LIMIT toInteger($limit)
  RETURN {id: o.id, cursorKey: cursorKey, observing: type(r) = 'OBSERVES', since: toString(r.since), until: toString(r.until),
    current: current, example: o:Example,
    member: {id: o.id, name: o.name, __typename: CASE WHEN o:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END}}
} AS items
