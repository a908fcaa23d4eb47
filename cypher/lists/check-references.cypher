// What an entry points at, as far as the viewer may see it, and the audience it takes from owner and alliance.
OPTIONAL MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
OPTIONAL MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
OPTIONAL MATCH (c:Category {id: $categoryId})
RETURN CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:PartyOrganization THEN 'PartyOrganization'
    WHEN o:Department THEN 'Department' END AS ownerKind,
  a IS NOT NULL AS allianceFound, c IS NOT NULL AS categoryFound,
  COLLECT { UNWIND $productIds AS id MATCH (p:Product {id: id}) RETURN DISTINCT p.id } AS productIds,
  coalesce(head([x IN [a.audience, o.audience] WHERE x <> 'public']), 'public') AS audience
