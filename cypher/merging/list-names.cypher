// What the firms, or organisations, are called whose entries the actor keeps.
MATCH (o:Enterprise|PartyOrganization)
WHERE ($viewer.all OR o.audience IN $viewer.audiences) AND o:PartyOrganization = $organizations
  AND ($actor.all OR o.id IN $actor.ownerIds OR EXISTS {
    MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  })
RETURN o.id AS id, o.name AS name, o.shortName AS shortName, coalesce(o.aliases, []) AS aliases, o.creditCode AS creditCode,
  o.kind AS variant, o:Example AS example
ORDER BY id
