// What an entry points at, as far as the viewer may see it.
OPTIONAL MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
OPTIONAL MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
OPTIONAL MATCH (c:Category {id: $categoryId})
RETURN CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:PartyOrganization THEN 'PartyOrganization'
    WHEN o:Department THEN 'Department' END AS ownerKind,
  // The owner, or an alliance where there is no owner, lies in a place the actor holds.
  $actor.all OR o.id IN $actor.ownerIds OR (o IS NULL AND a.id IN $actor.allianceIds) OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(b:Alliance)
    WHERE b.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND b.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  } AS mayAct,
  a IS NOT NULL AS allianceFound, c IS NOT NULL AS categoryFound, c.retiredAt IS NOT NULL AS categoryRetired,
  COLLECT { UNWIND $productIds AS id MATCH (p:Product {id: id}) RETURN DISTINCT p.id } AS productIds
