// Two entries beside each other: what the register says of them and how much the viewer sees hanging on each.
UNWIND $ids AS id
MATCH (o:Enterprise|PartyOrganization {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
RETURN o.id AS id, o.name AS name, CASE WHEN o:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END AS kind,
  coalesce(o.version, 1) AS version, o:Example AS example, coalesce(o.aliases, []) AS aliases,
  {name: o.name, shortName: o.shortName, creditCode: o.creditCode, scale: o.scale, employees: toString(o.employees),
    partyMembers: toString(o.partyMembers), tags: CASE WHEN size(o.tags) > 0 THEN reduce(all = '', tag IN o.tags | all + CASE all WHEN '' THEN '' ELSE '、' END + tag) END,
    location: CASE WHEN o.location IS NOT NULL THEN toString(round(o.location.longitude, 5)) + ', ' + toString(round(o.location.latitude, 5)) END,
    kind: o.kind, founded: toString(o.founded), termYears: toString(o.termYears), lastElectedOn: toString(o.lastElectedOn),
    memberCount: toString(o.memberCount),
    park: head(COLLECT { MATCH (o)-[r:LOCATED_IN]->(p:Park)
      WHERE coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) RETURN p.name ORDER BY p.id }),
    coveredBy: head(COLLECT { MATCH (o)<-[r:COVERS]-(p:PartyOrganization) WHERE ($viewer.all OR p.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) RETURN p.name ORDER BY p.id }),
    superior: head(COLLECT { MATCH (o)-[r:SUBORDINATE_TO]->(p:PartyOrganization) WHERE ($viewer.all OR p.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) RETURN p.name ORDER BY p.id }),
    secretary: head(COLLECT { MATCH (o)<-[r:SECRETARY_OF]-(p:Person) WHERE ($viewer.all OR p.audience IN $viewer.audiences)
      AND coalesce(r.since <= date($today), true) AND coalesce(date($today) < r.until, true) RETURN p.name ORDER BY p.id })} AS fields,
  {alliances: COUNT { MATCH (o)-[:MEMBER_OF|OBSERVES]->(a:Alliance) WHERE ($viewer.all OR a.audience IN $viewer.audiences) },
    demands: COUNT { MATCH (o)<-[:RAISED_BY]-(d:Demand) WHERE ($viewer.all OR d.audience IN $viewer.audiences) },
    offers: COUNT { MATCH (o)<-[:OFFERED_BY]-(f:Offer) WHERE ($viewer.all OR f.audience IN $viewer.audiences) },
    matches: COUNT { MATCH (o)<-[:RAISED_BY|OFFERED_BY]-(d:Demand|Offer)<-[:ANSWERS_DEMAND|WITH_OFFER]-(m:Match)
      WHERE ($viewer.all OR (d.audience IN $viewer.audiences AND m.audience IN $viewer.audiences)) },
    projects: COUNT { MATCH (o)<-[:RAISED_BY|OFFERED_BY]-(d:Demand|Offer)<-[:ANSWERS_DEMAND|WITH_OFFER]-(m:Match)-[:LED_TO]->(p:ServiceProject)
      WHERE ($viewer.all OR (d.audience IN $viewer.audiences AND m.audience IN $viewer.audiences AND p.audience IN $viewer.audiences)) },
    covers: COUNT { MATCH (o)-[:COVERS]->(e:Enterprise) WHERE ($viewer.all OR e.audience IN $viewer.audiences) },
    subordinates: COUNT { MATCH (o)<-[:SUBORDINATE_TO]-(b:PartyOrganization) WHERE ($viewer.all OR b.audience IN $viewer.audiences) },
    posts: COUNT { MATCH (o)<-[:SECRETARY_OF]-(p:Person) WHERE ($viewer.all OR p.audience IN $viewer.audiences) },
    duties: COUNT { MATCH (o)<-[:HELD_BY]-(t:DutyTerm) WHERE ($viewer.all OR t.audience IN $viewer.audiences) },
    positions: COUNT { (o)-[:OCCUPIES]->(:ChainPosition) }, products: COUNT { (o)-[:PRODUCES|CONSUMES]->(:Product) },
    supplies: COUNT { MATCH (o)-[:SUPPLIES|PAID]-(e:Enterprise) WHERE ($viewer.all OR e.audience IN $viewer.audiences) },
    files: COUNT { (o)<-[:ATTACHED_TO]-(:Attachment) }} AS holds
