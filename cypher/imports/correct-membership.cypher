// Puts the days of one membership right, where they still are as they were looked at.
MATCH (o:PartyOrganization|Enterprise {id: $memberId})-[r:MEMBER_OF|OBSERVES]->(a:Alliance {id: $allianceId})
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
  AND (type(r) = 'OBSERVES') = $observing
  AND coalesce(toString(r.since), '') = coalesce($sinceBefore, '') AND coalesce(toString(r.until), '') = coalesce($untilBefore, '')
SET r.since = date($since), r.until = date($until)
RETURN DISTINCT o.id AS id
