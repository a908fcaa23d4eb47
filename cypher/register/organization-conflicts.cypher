// What stands against an organisation's superior and firms: a circle of subordination, and firms that another covers today.
// Sees everything: a firm is covered by one organisation, in whoever's sight that is; only firms that the asker named come out.
OPTIONAL MATCH circle = (s:PartyOrganization {id: $superiorId})-[:SUBORDINATE_TO*0..12]->(:PartyOrganization {id: $id})
WHERE all(r IN relationships(circle) WHERE coalesce(date($today) < r.until, true))
WITH count(circle) > 0 AS circular
RETURN circular, COLLECT {
  UNWIND $firmIds AS firmId
  MATCH (e:Enterprise {id: firmId})<-[c:COVERS]-(other:PartyOrganization)
  WHERE other.id <> $id AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
  RETURN DISTINCT e.name
} AS coveredElsewhere
