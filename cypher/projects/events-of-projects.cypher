// Every move of a project, the newest first, at most 200. Who took the last one is who evaluated last: that is told with
// the evaluation, to those who may read it.
UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CALL (p) {
  MATCH (p)<-[:HAPPENED_TO]-(e:Event)
  RETURN e ORDER BY e.at DESC LIMIT 200
}
RETURN p.id AS of, toString(e.at) AS at, CASE WHEN e.to <> 'evaluated' THEN e.byName END AS byName, e.from AS from, e.to AS to, e.reason AS reason
ORDER BY of, at DESC
