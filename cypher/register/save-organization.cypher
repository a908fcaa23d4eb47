// What the register says of an organisation. The superior and the firms that it leaves end today; what ends on the day it
// began never was.
MATCH (o:PartyOrganization {id: $id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
SET o.name = $name, o.shortName = $shortName, o.pinyin = $pinyin, o.pinyinInitials = $pinyinInitials, o.kind = $kind,
  o.founded = date($founded), o.termYears = toInteger($termYears), o.lastElectedOn = date($lastElectedOn),
  o.memberCount = toInteger($memberCount), o.version = coalesce(o.version, 1) + 1
WITH o
CALL (o) {
  MATCH (o)-[r:SUBORDINATE_TO]->(s:PartyOrganization)
  WHERE ($viewer.all OR s.audience IN $viewer.audiences)
    AND coalesce(date($today) < r.until, true) AND ($superiorId IS NULL OR s.id <> $superiorId)
  FOREACH (_ IN CASE WHEN r.since >= date($today) THEN [] ELSE [1] END | SET r.until = date($today))
  FOREACH (_ IN CASE WHEN r.since >= date($today) THEN [1] ELSE [] END | DELETE r)
}
CALL (o) {
  MATCH (s:PartyOrganization {id: $superiorId})
  WHERE ($viewer.all OR s.audience IN $viewer.audiences)
    AND NOT EXISTS { MATCH (o)-[r:SUBORDINATE_TO]->(s) WHERE coalesce(date($today) < r.until, true) }
  CREATE (o)-[:SUBORDINATE_TO {since: date($today)}]->(s)
}
CALL (o) {
  MATCH (o)-[c:COVERS]->(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences) AND coalesce(date($today) < c.until, true)
    AND NOT any(kept IN $covers WHERE kept.id = e.id AND kept.mode = coalesce(c.mode, 'independent'))
  FOREACH (_ IN CASE WHEN c.since >= date($today) THEN [] ELSE [1] END | SET c.until = date($today))
  FOREACH (_ IN CASE WHEN c.since >= date($today) THEN [1] ELSE [] END | DELETE c)
}
CALL (o) {
  UNWIND $covers AS wanted
  MATCH (e:Enterprise {id: wanted.id})
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND NOT EXISTS { MATCH (o)-[c:COVERS]->(e)
      WHERE coalesce(c.mode, 'independent') = wanted.mode AND coalesce(date($today) < c.until, true) }
  CREATE (o)-[:COVERS {mode: wanted.mode, since: date($today)}]->(e)
}
RETURN o.id AS id
