// What is unknown of firms that are there already; nothing known is changed. For the trail, what each said before and says
// now.
UNWIND $rows AS row
MATCH (e:Enterprise {id: row.id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
WITH e, row, e {.creditCode, .scale, .employees, .partyMembers, .tags, .aliases} AS before
SET e.creditCode = coalesce(e.creditCode, row.creditCode), e.scale = coalesce(e.scale, row.scale),
  e.employees = coalesce(e.employees, row.employees), e.partyMembers = coalesce(e.partyMembers, row.partyMembers),
  e.tags = CASE WHEN size(coalesce(e.tags, [])) = 0 THEN row.tags ELSE e.tags END,
  e.aliases = coalesce(e.aliases, []) + [alias IN row.aliases WHERE NOT alias IN coalesce(e.aliases, []) AND alias <> e.name]
RETURN e.id AS id, before, e {.creditCode, .scale, .employees, .partyMembers, .tags, .aliases} AS after
