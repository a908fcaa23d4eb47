// Firms and organisations of the register as the viewer sees them, and which of them lie in a place the actor holds.
UNWIND $ids AS id
MATCH (o:Enterprise|PartyOrganization {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
RETURN o.id AS id, CASE WHEN o:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END AS kind, o.name AS name,
  coalesce(o.version, 1) AS version, o:Example AS example,
  $actor.all OR o.id IN $actor.ownerIds OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  } AS held
