// Puts the days and the title of somebody who holds or held a post right.
MATCH (x:Person {id: $id})-[r:LEADS_ALLIANCE|STATIONED_AT|SECRETARY_OF]->(place:Alliance|PartyOrganization {id: $placeId})
WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND place.audience IN $viewer.audiences))
  AND coalesce(toString(r.since), '') = coalesce($sinceBefore, '') AND coalesce(toString(r.until), '') = coalesce($untilBefore, '')
  AND type(r) = CASE $post WHEN 'chainLead' THEN 'LEADS_ALLIANCE' WHEN 'stationedInstructor' THEN 'STATIONED_AT' ELSE 'SECRETARY_OF' END
SET r.since = date($since), r.until = date($until), x.title = $title
RETURN DISTINCT x.id AS id
