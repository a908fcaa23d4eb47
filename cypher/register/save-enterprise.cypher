// What the register says of a firm. Positions and the park that it leaves end today; what ends on the day it began never was.
MATCH (e:Enterprise {id: $id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
SET e.name = $name, e.shortName = $shortName, e.aliases = $aliases, e.pinyin = $pinyin, e.pinyinInitials = $pinyinInitials,
  e.creditCode = $creditCode, e.scale = $scale, e.tags = $tags, e.employees = $employees, e.partyMembers = $partyMembers,
  e.version = coalesce(e.version, 1) + 1
WITH e
CALL (e) {
  MATCH (e)-[r:OCCUPIES]->(p:ChainPosition)
  WHERE coalesce(date($today) < r.until, true)
    AND NOT any(kept IN $positions WHERE kept.id = p.id AND kept.role = coalesce(r.role, 'supporting'))
  FOREACH (_ IN CASE WHEN r.since >= date($today) THEN [] ELSE [1] END | SET r.until = date($today))
  FOREACH (_ IN CASE WHEN r.since >= date($today) THEN [1] ELSE [] END | DELETE r)
}
CALL (e) {
  UNWIND $positions AS wanted
  MATCH (p:ChainPosition {id: wanted.id})
  WHERE NOT EXISTS { MATCH (e)-[r:OCCUPIES]->(p)
    WHERE coalesce(r.role, 'supporting') = wanted.role AND coalesce(date($today) < r.until, true) }
  CREATE (e)-[:OCCUPIES {role: wanted.role, since: date($today)}]->(p)
}
CALL (e) {
  MATCH (e)-[l:LOCATED_IN]->(p:Park)
  WHERE coalesce(date($today) < l.until, true) AND ($parkId IS NULL OR p.id <> $parkId)
  FOREACH (_ IN CASE WHEN l.since >= date($today) THEN [] ELSE [1] END | SET l.until = date($today))
  FOREACH (_ IN CASE WHEN l.since >= date($today) THEN [1] ELSE [] END | DELETE l)
}
CALL (e) {
  MATCH (p:Park {id: $parkId})
  WHERE NOT EXISTS { MATCH (e)-[l:LOCATED_IN]->(p) WHERE coalesce(date($today) < l.until, true) }
  CREATE (e)-[:LOCATED_IN {since: date($today)}]->(p)
}
RETURN e.id AS id
