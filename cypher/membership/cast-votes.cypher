// What members say about a case: the last word of each counts, once a round.
MATCH (c:MembershipCase {id: $id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
UNWIND $votes AS vote
MATCH (m:PartyOrganization {id: vote.id})
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
OPTIONAL MATCH (c)<-[:CAST_IN]-(old:MembershipVote {round: c.round})-[:CAST_BY]->(m)
WITH c, m, vote, old, old.choice AS before
FOREACH (_ IN CASE WHEN old IS NULL THEN [] ELSE [1] END | SET old.choice = vote.choice, old.at = datetime(), old.by = $by, old.byName = $byName)
FOREACH (_ IN CASE WHEN old IS NULL THEN [1] ELSE [] END |
  CREATE (c)<-[:CAST_IN]-(:MembershipVote {round: c.round, choice: vote.choice, at: datetime(), by: $by, byName: $byName})-[:CAST_BY]->(m))
RETURN m.id AS memberId, before
