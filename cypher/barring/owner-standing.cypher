// Owners that the viewer sees, and whether each lies in a place the actor holds.
UNWIND $ids AS id
MATCH (o:Enterprise|PartyOrganization|Department {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
RETURN o.id AS id, o.name AS name,
  CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:PartyOrganization THEN 'PartyOrganization' ELSE 'Department' END AS __typename,
  $actor.all OR o.id IN $actor.ownerIds OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  } AS held
