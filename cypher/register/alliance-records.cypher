// What the register keeps of alliances, whether the actor may change it, and the alliances below each, which cannot be above it.
UNWIND $ids AS id
MATCH (a:Alliance {id: id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN a.id AS id, a.name AS name, a.shortName AS shortName, a.kind AS kind, coalesce(a.version, 1) AS version,
  toString(a.registeredOn) AS registeredOn, a.registrationNumber AS registrationNumber, a.registeredWith AS registeredWith,
  head(COLLECT { MATCH (a)-[r:PART_OF_ALLIANCE]->(p:Alliance)
    WHERE ($viewer.all OR p.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) RETURN p.id ORDER BY p.id }) AS parentId,
  COLLECT { MATCH (b:Alliance)-[below:PART_OF_ALLIANCE*1..4]->(a)
    WHERE ($viewer.all OR b.audience IN $viewer.audiences) AND all(r IN below WHERE coalesce(date($today) < r.until, true))
    RETURN DISTINCT b.id } AS below,
  $actor.all OR a.id IN $actor.allianceIds AS held
