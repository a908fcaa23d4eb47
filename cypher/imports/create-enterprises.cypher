// A batch of firms: searchable, in their park, listed by the alliance as observers.
UNWIND $rows AS row
CREATE (e:Enterprise:Entity:Searchable {id: row.id, name: row.name, shortName: row.shortName, aliases: row.aliases,
  pinyin: row.pinyin, pinyinInitials: row.pinyinInitials, creditCode: row.creditCode, scale: row.scale, tags: row.tags,
  employees: row.employees, partyMembers: row.partyMembers, audience: row.audience})
WITH row, e
CALL (row, e) {
  MATCH (p:Park {id: row.parkId})
  CREATE (e)-[:LOCATED_IN]->(p)
}
CALL (row, e) {
  MATCH (a:Alliance {id: row.allianceId})
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
  CREATE (e)-[:OBSERVES {since: date($today)}]->(a)
}
CALL (e) {
  WITH e WHERE $example
  MERGE (root:ExampleRoot {id: 'examples'})
  SET e:Example
  MERGE (e)-[:EXAMPLE_OF]->(root)
}
RETURN e.id AS id
