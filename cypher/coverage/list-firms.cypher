// A page of the firms of a place in one state, by pinyin, with what is planned for each. See `figures`.
CALL () {
  WITH $placeId AS id WHERE id = '*'
  MATCH (e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  RETURN e
  UNION
  MATCH (g:Alliance {id: $placeId})<-[parts:PART_OF_ALLIANCE*0..3]-(a:Alliance)<-[m:MEMBER_OF]-(o:PartyOrganization)-[c:COVERS]->(e:Enterprise)
  WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences
      AND o.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND all(r IN parts WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
    AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
  RETURN e
  UNION
  MATCH (g:Alliance {id: $placeId})<-[parts:PART_OF_ALLIANCE*0..3]-(a:Alliance)<-[m:OBSERVES]-(e:Enterprise)
  WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND all(r IN parts WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
  RETURN e
  UNION
  MATCH (:IndustryChain {id: $placeId})<-[:PART_OF_CHAIN]-(:ChainPosition)<-[s:OCCUPIES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
  RETURN e
  UNION
  MATCH (:Park {id: $placeId})<-[s:LOCATED_IN]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
  RETURN e
}
WITH e, head(COLLECT { MATCH (e)<-[:PLANS_FOR]-(plan:FormationPlan) RETURN plan }) AS f, EXISTS {
  MATCH (e)<-[c:COVERS]-(o:PartyOrganization)
  WHERE ($viewer.all OR o.audience IN $viewer.audiences)
    AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
} AS covered
WITH e, f, CASE WHEN covered THEN 'covered' WHEN f.kind = 'exempt' THEN 'exempt' WHEN e.partyMembers IS NULL THEN 'unknown'
  WHEN e.partyMembers = 0 THEN 'instructor' ELSE 'due' END AS state
WHERE $state IS NULL OR state = $state
WITH collect({e: e, f: f, state: state, id: e.id, key: coalesce(e.pinyin, e.name), example: e:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.e AS e, item.f AS f ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {id: e.id, cursorKey: item.key, name: e.name, state: item.state, partyMembers: e.partyMembers,
    version: coalesce(e.version, 1), example: item.example,
    plan: CASE WHEN f IS NOT NULL AND item.state <> 'covered' THEN {kind: f.kind, form: f.form, dueOn: toString(f.dueOn), reason: f.reason,
      by: f.byName, at: toString(f.at)} END}
} AS items
