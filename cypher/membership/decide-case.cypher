// What the meeting decided, on which day and by which votes: kept with the case, whoever is a member later.
MATCH (c:MembershipCase {id: $id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
SET c.decidedOn = date($on), c.meeting = $meeting, c.eligible = $eligible, c.yes = $yes, c.no = $no, c.abstain = $abstain
RETURN c.id AS id
