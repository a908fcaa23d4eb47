// Who held which post of alliances and organisations and when, the latest first.
UNWIND $placeIds AS placeId
CALL (placeId) {
  MATCH (x:Person)-[r:LEADS_ALLIANCE|STATIONED_AT|SECRETARY_OF]->(place:Alliance|PartyOrganization {id: placeId})
  WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND place.audience IN $viewer.audiences))
  RETURN x, r, coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) AS current
  ORDER BY current DESC, r.since DESC, x.id LIMIT 200
}
RETURN placeId AS of, x.id AS id, x.name AS name, x.title AS title, toString(r.since) AS since, toString(r.until) AS until, current,
  CASE type(r) WHEN 'LEADS_ALLIANCE' THEN 'chainLead' WHEN 'STATIONED_AT' THEN 'stationedInstructor' ELSE 'secretary' END AS post
