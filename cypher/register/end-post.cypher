// Ends a post on a day; who took it up on that very day or later never held it.
MATCH (x:Person)-[r:LEADS_ALLIANCE|STATIONED_AT|SECRETARY_OF]->(place:Alliance|PartyOrganization {id: $placeId})
WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND place.audience IN $viewer.audiences))
  AND type(r) = CASE $post WHEN 'chainLead' THEN 'LEADS_ALLIANCE' WHEN 'stationedInstructor' THEN 'STATIONED_AT' ELSE 'SECRETARY_OF' END
  AND coalesce(date($on) < r.until, true)
WITH x, r, x.name AS name, x.id AS id, toString(r.since) AS since
FOREACH (_ IN CASE WHEN r.since >= date($on) THEN [] ELSE [1] END | SET r.until = date($on))
FOREACH (_ IN CASE WHEN r.since >= date($on) THEN [1] ELSE [] END | DELETE r)
RETURN id, name, since
