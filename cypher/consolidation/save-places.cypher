// Each need leaves the item of this board it stood in and stands where the row says; nowhere where it says nothing.
UNWIND $rows AS row
MATCH (d:Demand {id: row.from})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
CALL (d) {
  MATCH (d)-[old:CONSOLIDATED_INTO]->(i:DemandItem)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId})
  WHERE ($viewer.all OR (i.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
  DELETE old
}
CALL (d, row) {
  MATCH (i:DemandItem {id: row.to})
  WHERE ($viewer.all OR i.audience IN $viewer.audiences)
  CREATE (d)-[:CONSOLIDATED_INTO {pinned: row.pinned, rank: row.rank}]->(i)
}
RETURN count(d) AS saved
