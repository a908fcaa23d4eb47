// One page of membership cases, the last changed first and examples after everything real, with the count under the same filter.
MATCH (c:MembershipCase)-[:CASE_IN]->(b:Alliance)
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
  AND ($viewer.all OR b.audience IN $viewer.audiences)
  AND ($states IS NULL OR c.state IN $states) AND ($allianceId IS NULL OR b.id = $allianceId)
WITH c, -c.updatedAt.epochMillis + CASE WHEN c:Example THEN 1000000000000000 ELSE 0 END AS cursorKey
WITH collect({c: c, id: c.id, key: cursorKey, example: c:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.c AS c ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {cursorKey: item.key, row: {__typename: 'MembershipCase', id: c.id, kind: c.kind, state: c.state, statement: c.statement, proposed: c.proposed,
      round: c.round, threshold: c.threshold, quorum: c.quorum, decidedOn: toString(c.decidedOn), meeting: c.meeting,
      eligible: c.eligible, yes: c.yes, no: c.no, abstain: c.abstain, version: c.version, openedOn: toString(c.openedOn),
      updatedAt: toString(c.updatedAt), example: c:Example,
      alliance: head(COLLECT { MATCH (c)-[:CASE_IN]->(a:Alliance)
        WHERE ($viewer.all OR a.audience IN $viewer.audiences)
        RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} }),
      member: head(COLLECT { MATCH (c)-[:ABOUT_MEMBER]->(m:PartyOrganization|Enterprise)
        WHERE ($viewer.all OR m.audience IN $viewer.audiences)
        RETURN {id: m.id, name: m.name, __typename: CASE WHEN m:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END} })}}
} AS items
