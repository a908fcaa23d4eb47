// Merges into entries that the actor keeps, the latest first.
MATCH (merge:EntryMerge)
MATCH (o:Enterprise|PartyOrganization {id: merge.keptId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
  AND ($actor.all OR o.id IN $actor.ownerIds OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  })
WITH merge ORDER BY merge.id DESC
WITH collect(merge) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS merge
  WITH merge WHERE $after IS NULL OR merge.id < $after.id
  WITH merge LIMIT toInteger($limit)
  RETURN {id: merge.id, cursorKey: merge.id, at: toString(merge.at), byName: merge.byName, keptId: merge.keptId, keptName: merge.keptName,
    removedId: merge.removedId, removedName: merge.removedName, moved: merge.moved, undoneAt: toString(merge.undoneAt), undoneBy: merge.undoneBy}
} AS items
