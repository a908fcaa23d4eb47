// Somebody takes up a post. Names of people are for those of the alliance, or of the organisation where it is in none.
MATCH (place:Alliance|PartyOrganization {id: $placeId})
WHERE ($viewer.all OR place.audience IN $viewer.audiences)
WITH place, head(COLLECT { MATCH (place)-[m:MEMBER_OF]->(a:Alliance)
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
  RETURN a.id ORDER BY a.id }) AS allianceId
CREATE (x:Person:Entity {id: $id, name: $name, title: $title, audience: CASE
  WHEN place:Alliance THEN 'alliance:' + place.id WHEN allianceId IS NOT NULL THEN 'alliance:' + allianceId
  ELSE 'org:' + place.id END})
FOREACH (_ IN CASE WHEN $post = 'chainLead' THEN [1] ELSE [] END | CREATE (x)-[:LEADS_ALLIANCE {since: date($since)}]->(place))
FOREACH (_ IN CASE WHEN $post = 'stationedInstructor' THEN [1] ELSE [] END | CREATE (x)-[:STATIONED_AT {since: date($since)}]->(place))
FOREACH (_ IN CASE WHEN $post = 'secretary' THEN [1] ELSE [] END | CREATE (x)-[:SECRETARY_OF {since: date($since)}]->(place))
RETURN x.id AS id
