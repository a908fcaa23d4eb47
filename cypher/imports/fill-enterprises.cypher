// What is unknown of firms that are there already and lie in a place the actor holds; nothing known is changed. A form that is open meanwhile
// learns of it by the version. For the
// trail, what each said before and says now.
UNWIND $rows AS row
MATCH (e:Enterprise {id: row.id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  AND ($actor.all OR e.id IN $actor.ownerIds OR EXISTS {
    MATCH (e)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(b:Alliance)
    WHERE b.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND b.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  })
WITH e, row, e {.creditCode, .scale, .employees, .partyMembers, .tags, .aliases} AS before
SET e.creditCode = coalesce(e.creditCode, row.creditCode), e.scale = coalesce(e.scale, row.scale),
  e.employees = coalesce(e.employees, row.employees), e.partyMembers = coalesce(e.partyMembers, row.partyMembers),
  e.tags = CASE WHEN size(coalesce(e.tags, [])) = 0 THEN row.tags ELSE e.tags END,
  e.aliases = coalesce(e.aliases, []) + [alias IN row.aliases WHERE NOT alias IN coalesce(e.aliases, []) AND alias <> e.name]
WITH e, before, e {.creditCode, .scale, .employees, .partyMembers, .tags, .aliases} AS after
FOREACH (_ IN CASE WHEN any(key IN keys(after) WHERE coalesce(before[key] <> after[key], (before[key] IS NULL) <> (after[key] IS NULL))) THEN [1] ELSE [] END |
  SET e.version = coalesce(e.version, 1) + 1)
RETURN e.id AS id, before, after
