// Bars asked for by owners in a place the actor holds, the newest first. The other side's people never see them; whom a bar
// keeps away is named as far as the viewer sees it.
MATCH (b:DoNotMatch)-[:ASKED_BY]->(o:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
  AND ($ids IS NULL OR b.id IN $ids)
  AND ($ownerId IS NULL OR o.id = $ownerId)
  AND ($actor.all OR o.id IN $actor.ownerIds OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)) })
WITH b, o, coalesce(b.since <= date($today), true) AND coalesce(date($today) < b.until, true) AS standing,
  toString(coalesce(b.createdAt, datetime({date: coalesce(b.since, date('1970-01-01'))}))) AS cursorKey
WHERE $standing IS NULL OR standing = $standing
WITH b, o, standing, cursorKey ORDER BY cursorKey DESC, b.id DESC
WITH collect({b: b, o: o, standing: standing, cursorKey: cursorKey}) AS found
RETURN size(found) AS totalCount, size([x IN found WHERE x.b:Example]) AS exampleCount, COLLECT {
  UNWIND found AS x
  WITH x.b AS b, x.o AS o, x.standing AS standing, x.cursorKey AS cursorKey
  WHERE $after IS NULL OR cursorKey < $after.key OR (cursorKey = $after.key AND b.id < $after.id)
  WITH b, o, standing, cursorKey LIMIT toInteger($limit)
  RETURN {id: b.id, cursorKey: cursorKey, kind: coalesce(b.kind, 'other'), reason: b.reason, since: toString(b.since),
    until: toString(b.until), standing: standing, version: coalesce(b.version, 1), example: b:Example,
    createdAt: toString(b.createdAt), byName: b.byName,
    lifted: head(COLLECT { MATCH (b)<-[:HAPPENED_TO]-(e:Event {to: 'lifted'})
      RETURN {byName: e.byName, reason: e.reason, at: toString(e.at)} ORDER BY e.at DESC LIMIT 1 }),
    askedBy: {id: o.id, name: o.name,
      __typename: CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:PartyOrganization THEN 'PartyOrganization' ELSE 'Department' END},
    other: head(COLLECT { MATCH (b)-[:BARS]->(p:Enterprise|PartyOrganization|Department)
      WHERE p <> o AND ($viewer.all OR p.audience IN $viewer.audiences OR p:Department)
      RETURN {id: p.id, name: p.name,
        __typename: CASE WHEN p:Enterprise THEN 'Enterprise' WHEN p:PartyOrganization THEN 'PartyOrganization' ELSE 'Department' END} })}
} AS items
