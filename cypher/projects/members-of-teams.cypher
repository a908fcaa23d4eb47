// Who serves in a team, by name and unit, in the order they were written; at most as many as are accepted.
UNWIND $ids AS id
MATCH (t:ServiceTeam {id: id})
WHERE ($viewer.all OR t.audience IN $viewer.audiences)
CALL (t) {
  MATCH (t)<-[:BELONGS_TO_TEAM]-(m:TeamMember)
  WHERE ($viewer.all OR m.audience IN $viewer.audiences)
  RETURN m ORDER BY m.order, m.id LIMIT 100
}
RETURN t.id AS of, m.id AS id, m.name AS name, m.unit AS unit
ORDER BY of, m.order, id
