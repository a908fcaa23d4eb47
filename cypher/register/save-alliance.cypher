// What the register says of an alliance; no row when somebody has changed it since. The alliance above it that it leaves ends today; what
// ends on the day it began never was. Setting a property takes the lock before it is read.
MATCH (a:Alliance {id: $id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
SET a.version = coalesce(a.version, 1)
WITH a WHERE a.version = $expectedVersion
SET a.name = $name, a.shortName = $shortName, a.pinyin = $pinyin, a.pinyinInitials = $pinyinInitials, a.version = a.version + 1,
  a.registeredOn = date($registeredOn), a.registrationNumber = $registrationNumber, a.registeredWith = $registeredWith
WITH a
CALL (a) {
  MATCH (a)-[r:PART_OF_ALLIANCE]->(p:Alliance)
  WHERE ($viewer.all OR p.audience IN $viewer.audiences)
    AND coalesce(date($today) < r.until, true) AND ($parentId IS NULL OR p.id <> $parentId)
  FOREACH (_ IN CASE WHEN r.since >= date($today) THEN [] ELSE [1] END | SET r.until = date($today))
  FOREACH (_ IN CASE WHEN r.since >= date($today) THEN [1] ELSE [] END | DELETE r)
}
CALL (a) {
  MATCH (p:Alliance {id: $parentId})
  WHERE ($viewer.all OR p.audience IN $viewer.audiences)
    AND NOT EXISTS { MATCH (a)-[r:PART_OF_ALLIANCE]->(p) WHERE coalesce(date($today) < r.until, true) }
  CREATE (a)-[:PART_OF_ALLIANCE {since: date($today)}]->(p)
}
RETURN a.id AS id
