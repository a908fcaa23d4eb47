// Membership cases by their ids, as `list-cases` shows them.
UNWIND $ids AS id
MATCH (c:MembershipCase {id: id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
RETURN c.id AS id, {__typename: 'MembershipCase', id: c.id, kind: c.kind, state: c.state, statement: c.statement, proposed: c.proposed,
      round: c.round, threshold: c.threshold, quorum: c.quorum, decidedOn: toString(c.decidedOn), meeting: c.meeting,
      eligible: c.eligible, yes: c.yes, no: c.no, abstain: c.abstain, version: c.version, openedOn: toString(c.openedOn),
      updatedAt: toString(c.updatedAt), example: c:Example,
      alliance: head(COLLECT { MATCH (c)-[:CASE_IN]->(a:Alliance)
        WHERE ($viewer.all OR a.audience IN $viewer.audiences)
        RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} }),
      member: head(COLLECT { MATCH (c)-[:ABOUT_MEMBER]->(m:PartyOrganization|Enterprise)
        WHERE ($viewer.all OR m.audience IN $viewer.audiences)
        RETURN {id: m.id, name: m.name, __typename: CASE WHEN m:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END} })} AS row
