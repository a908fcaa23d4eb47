// For each owner and alliance that rows name: whether the actor holds the place, and the audience that follows from it.
UNWIND $places AS place
OPTIONAL MATCH (o:Entity {id: place.ownerId})
WHERE o:Enterprise|PartyOrganization|Department AND ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
OPTIONAL MATCH (a:Alliance {id: place.allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN place.key AS key,
  $actor.all OR o.id IN $actor.ownerIds OR (o IS NULL AND a.id IN $actor.allianceIds) OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(b:Alliance)
    WHERE b.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND b.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  } AS mayAct,
  coalesce(head([x IN [a.audience, o.audience] WHERE x <> 'public']), 'public') AS audience
