// Every move of a case, the newest first, at most 200.
UNWIND $ids AS id
MATCH (c:MembershipCase {id: id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
CALL (c) {
  MATCH (c)<-[:HAPPENED_TO]-(e:Event)
  RETURN e ORDER BY e.at DESC LIMIT 200
}
RETURN c.id AS of, toString(e.at) AS at, e.byName AS byName, e.from AS from, e.to AS to, e.reason AS reason
ORDER BY of, at DESC
