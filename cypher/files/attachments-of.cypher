// One page of what hangs on a thing, the latest first, with the count under the same filter.
MATCH (t:Entity {id: $id})
WHERE any(label IN labels(t) WHERE label IN $kinds)
OPTIONAL MATCH (t)-[:DELIVERED_FOR|EVALUATES]->(p:ServiceProject)
WITH t, p
WHERE ($viewer.all OR t.audience IN $viewer.audiences OR t.reviewedIn IN $viewer.audiences OR t.applicant IN $viewer.audiences
  OR p.audience IN $viewer.audiences)
MATCH (t)<-[:ATTACHED_TO]-(a:Attachment)-[:OF_FILE]->(f:File)
WITH t, collect({a: a, f: f, id: a.id, key: -a.at.epochMillis}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.a AS a, item.f AS f ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, id: a.id, name: a.name, caption: a.caption, kind: a.kind, at: toString(a.at), byName: a.byName,
    version: a.version, example: a:Example, hash: f.hash, size: f.size, mediaType: f.mediaType, targetId: t.id}
} AS items
