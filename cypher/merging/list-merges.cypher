// Merges into entries that the actor keeps, the latest first.
MATCH (m:EntryMerge)
MATCH (o:Enterprise|PartyOrganization {id: m.keptId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
  AND ($actor.all OR o.id IN $actor.ownerIds OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  })
WITH m ORDER BY m.id DESC
WITH collect(m) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS m
  WITH m WHERE $after IS NULL OR m.id < $after.id
  WITH m LIMIT toInteger($limit)
  RETURN {id: m.id, cursorKey: m.id, at: toString(m.at), byName: m.byName, keptId: m.keptId, keptName: m.keptName,
    removedId: m.removedId, removedName: m.removedName, moved: m.moved, undoneAt: toString(m.undoneAt), undoneBy: m.undoneBy}
} AS items
