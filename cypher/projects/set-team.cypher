// The team that carries a project out; none when it is null or out of sight.
// Sees everything: a team out of sight is replaced like any other, or a project would have two.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CALL (p) {
  MATCH (p)-[old:CARRIED_OUT_BY]->()
  DELETE old
}
CALL (p) {
  MATCH (t:ServiceTeam {id: $teamId})
  WHERE ($viewer.all OR t.audience IN $viewer.audiences)
  CREATE (p)-[:CARRIED_OUT_BY]->(t)
  RETURN count(t) AS given
}
RETURN given
