// An alliance with those below it and the hubs above: whose needs its board takes in, and who may see them there.
MATCH (a:Alliance {id: $id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN a.id AS id, a.name AS name, coalesce(a.shortName, a.name) AS shortName, a.kind AS kind,
  COLLECT {
    MATCH (a)<-[below:PART_OF_ALLIANCE*0..4]-(b:Alliance)
    WHERE ($viewer.all OR b.audience IN $viewer.audiences)
      AND all(r IN below WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    RETURN DISTINCT b.id AS id ORDER BY id } AS allianceIds,
  COLLECT {
    MATCH (a)-[above:PART_OF_ALLIANCE*0..4]->(h:Alliance {kind: 'hub'})
    WHERE ($viewer.all OR h.audience IN $viewer.audiences)
      AND all(r IN above WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    RETURN DISTINCT h.id AS id ORDER BY id } AS hubIds
