// All that the register keeps of firms, for the form and the trail.
UNWIND $ids AS id
MATCH (e:Enterprise {id: id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
RETURN e.id AS id, e.name AS name, e.shortName AS shortName, coalesce(e.aliases, []) AS aliases, e.creditCode AS creditCode,
  e.scale AS scale, e.employees AS employees, e.partyMembers AS partyMembers, coalesce(e.tags, []) AS tags,
  coalesce(e.version, 1) AS version, e:Example AS example,
  head([(e)-[l:LOCATED_IN]->(p:Park) WHERE coalesce(date($today) < l.until, true) | {id: p.id, name: p.name}]) AS park,
  COLLECT { MATCH (e)-[r:OCCUPIES]->(p:ChainPosition)
    WHERE coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true)
    RETURN {positionId: p.id, name: p.name, role: coalesce(r.role, 'supporting')} ORDER BY p.order, p.id LIMIT 200 } AS positions
