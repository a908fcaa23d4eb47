// What is known of a team, its members replaced as a whole. Names of people are for their alliance only.
MATCH (t:ServiceTeam {id: $id})-[:SERVES]->(a:Alliance {id: $allianceId})
WHERE ($viewer.all OR (t.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
SET t.name = $name, t.shortName = $name, t.pinyin = $pinyin, t.pinyinInitials = $pinyinInitials, t.colour = $colour,
  t.division = $division, t.description = $description, t.number = toInteger($number)
WITH t, a
CALL (t) {
  MATCH (t)<-[:BELONGS_TO_TEAM]-(old:TeamMember)
  WHERE ($viewer.all OR old.audience IN $viewer.audiences)
  DETACH DELETE old
}
CALL (t, a) {
  UNWIND $members AS row
  CREATE (:TeamMember:Entity {id: row.id, name: row.name, unit: row.unit, order: toInteger(row.order),
    audience: 'alliance:' + a.id})-[:BELONGS_TO_TEAM]->(t)
}
RETURN t.id AS id
