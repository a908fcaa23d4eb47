// Sees everything: examples go whoever may see them; the names of those that stay are told to whoever runs the command.
// What demo visitors entered is an example itself. The rest was entered, or made their own, by real people: it stays, with
// its owner and alliance, those above the alliance, and the place whose people see it.
MATCH (entry:Demand|Offer|ServiceProject)
WHERE NOT entry:Example AND NOT EXISTS { (entry)-[:FROM_SOURCE]->() }
CALL (entry) {
  MATCH (entry)-[:RAISED_BY|OFFERED_BY|FOR_ALLIANCE|CARRIED_OUT_BY]->(near:Example)
  RETURN near.id AS id, near.name AS name
  UNION
  MATCH (entry)-[:FOR_ALLIANCE]->(:Alliance)-[:PART_OF_ALLIANCE*1..4]->(above:Example)
  RETURN above.id AS id, above.name AS name
  UNION
  MATCH (place:Example:Entity {id: split(entry.audience, ':')[1]})
  RETURN place.id AS id, place.name AS name
}
RETURN id, coalesce(name, id) AS name, count(DISTINCT entry) AS entries
ORDER BY entries DESC, id
