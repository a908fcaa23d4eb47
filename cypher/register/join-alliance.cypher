// An organisation joins, or an organisation or firm begins to observe. No row where its days would overlap those it has.
MATCH (o:PartyOrganization|Enterprise {id: $memberId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
WITH o, a WHERE NOT EXISTS { MATCH (o)-[r:MEMBER_OF|OBSERVES]->(a)
  WHERE (type(r) = 'OBSERVES') = $observing AND coalesce(date($since) < r.until, true) }
FOREACH (_ IN CASE WHEN $observing THEN [1] ELSE [] END | CREATE (o)-[:OBSERVES {since: date($since)}]->(a))
FOREACH (_ IN CASE WHEN $observing THEN [] ELSE [1] END | CREATE (o)-[:MEMBER_OF {since: date($since)}]->(a))
RETURN o.id AS id
