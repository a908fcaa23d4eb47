// What is unknown of organisations that are there already; nothing known is changed. A form that is open meanwhile
// learns of it by the version. For the trail, before and after.
UNWIND $rows AS row
MATCH (o:PartyOrganization {id: row.id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
WITH o, row, {memberCount: o.memberCount, founded: toString(o.founded), lastElectedOn: toString(o.lastElectedOn), termYears: o.termYears} AS before
SET o.memberCount = coalesce(o.memberCount, toInteger(row.memberCount)), o.founded = coalesce(o.founded, date(row.founded)),
  o.lastElectedOn = coalesce(o.lastElectedOn, date(row.lastElectedOn)), o.termYears = coalesce(o.termYears, toInteger(row.termYears))
WITH o, before,
  {memberCount: o.memberCount, founded: toString(o.founded), lastElectedOn: toString(o.lastElectedOn), termYears: o.termYears} AS after
FOREACH (_ IN CASE WHEN any(key IN keys(after) WHERE coalesce(before[key] <> after[key], (before[key] IS NULL) <> (after[key] IS NULL))) THEN [1] ELSE [] END |
  SET o.version = coalesce(o.version, 1) + 1)
RETURN o.id AS id, before, after
