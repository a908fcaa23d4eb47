// Marks a change as undone and hands back what it had replaced; no row where it is undone already or not of this board.
MATCH (x:ConsolidationDecision {id: $id})-[:DECIDED_IN]->(a:Alliance {id: $allianceId})
WHERE x.undoneAt IS NULL AND ($viewer.all OR a.audience IN $viewer.audiences)
SET x.undoneAt = datetime()
RETURN x.before AS before, x.kind AS kind, x.summary AS summary
