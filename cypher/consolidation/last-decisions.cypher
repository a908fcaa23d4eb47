// The newest change of a board that stands, and the newest run.
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN head(COLLECT { MATCH (x:ConsolidationDecision)-[:DECIDED_IN]->(a) WHERE x.undoneAt IS NULL
    RETURN {id: x.id, kind: x.kind, summary: x.summary, at: toString(x.at)} ORDER BY x.at DESC, x.id DESC LIMIT 1 }) AS last,
  head(COLLECT { MATCH (x:ConsolidationDecision {kind: 'run'})-[:DECIDED_IN]->(a) WHERE x.undoneAt IS NULL
    RETURN toString(x.at) ORDER BY x.at DESC LIMIT 1 }) AS ranAt
