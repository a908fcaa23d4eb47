// Sees everything: the count of a vote does not depend on who looks. Ids go to the server itself; only counts leave it.
// Who may vote about a case on a day, with what each said in its present round: members of the alliance and of those under it.
UNWIND $ids AS id
MATCH (c:MembershipCase {id: id})-[:CASE_IN]->(a:Alliance)
MATCH (c)-[:ABOUT_MEMBER]->(about:PartyOrganization|Enterprise)
RETURN c.id AS of, about.id AS recused, COLLECT {
  MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(:Alliance)-[under:PART_OF_ALLIANCE*0..1]->(a)
  WHERE coalesce(r.since <= date($on), true) AND coalesce(date($on) < r.until, true)
    AND all(u IN under WHERE coalesce(u.since <= date($on), true) AND coalesce(date($on) < u.until, true))
  WITH DISTINCT c, m
  RETURN {memberId: m.id, choice: head(COLLECT {
    MATCH (c)<-[:CAST_IN]-(v:MembershipVote {round: c.round})-[:CAST_BY]->(m) RETURN v.choice })}
} AS ballots
