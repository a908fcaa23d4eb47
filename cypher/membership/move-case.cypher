// A move of a case with its event. A new round begins when it is taken up again; the rule it goes by is fixed when it is put to the vote.
MATCH (c:MembershipCase {id: $id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
CREATE (:Event {at: datetime(), by: $by, byName: $byName, from: c.state, to: $to, reason: $reason})-[:HAPPENED_TO]->(c)
SET c.round = CASE WHEN c.state IN ['voting', 'rejected', 'cancelled'] AND $to IN ['submitted', 'returned'] THEN c.round + 1 ELSE c.round END
SET c.threshold = coalesce($threshold, c.threshold), c.quorum = coalesce($quorum, c.quorum), c.state = $to
RETURN c.id AS id
