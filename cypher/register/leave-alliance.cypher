// Membership or observing ends on a day, the first that is no longer in it; what began on that day or later never was.
MATCH (o:PartyOrganization|Enterprise {id: $memberId})-[r:MEMBER_OF|OBSERVES]->(a:Alliance {id: $allianceId})
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
  AND (type(r) = 'OBSERVES') = $observing AND coalesce(date($until) < r.until, true)
WITH o, r, toString(r.since) AS since
FOREACH (_ IN CASE WHEN r.since >= date($until) THEN [] ELSE [1] END | SET r.until = date($until))
FOREACH (_ IN CASE WHEN r.since >= date($until) THEN [1] ELSE [] END | DELETE r)
RETURN o.id AS id, since
