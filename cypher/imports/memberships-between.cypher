// The days that members and observers of alliances have, for pairs that rows name.
UNWIND $pairs AS pair
MATCH (o:PartyOrganization|Enterprise {id: pair[0]})-[r:MEMBER_OF|OBSERVES]->(a:Alliance {id: pair[1]})
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
RETURN o.id AS memberId, a.id AS allianceId, type(r) = 'OBSERVES' AS observing, toString(r.since) AS since, toString(r.until) AS until
