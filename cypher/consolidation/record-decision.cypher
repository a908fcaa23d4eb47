// Who changed a board, when and how; `before` is what the change replaced, for its undoing.
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
CREATE (x:ConsolidationDecision {id: $id, at: datetime(), by: $by, kind: $kind, summary: $summary, before: $before})-[:DECIDED_IN]->(a)
RETURN x.id AS id
