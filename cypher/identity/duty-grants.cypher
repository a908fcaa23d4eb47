// Sees everything: who is on duty decides what a viewer may see.
// Whoever holds the office of secretary is duty secretary of the alliances where the organisation is on duty today.
UNWIND $placeIds AS placeId
MATCH (o:PartyOrganization {id: placeId})<-[:HELD_BY]-(term:DutyTerm)-[:DUTY_IN]->(a:Alliance)
WHERE term.since <= date($today) AND date($today) < term.until
RETURN DISTINCT 'dutySecretary' AS role, a.id AS placeId, toString(term.until) AS until
