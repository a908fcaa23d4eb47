// Open offers that the graph puts near: by product, by a neighbouring position, by alliance. Bounded: they are ranked later.
CALL () {
  MATCH (p:Product)<-[:PROVIDES]-(o:Offer)
  WHERE p.id IN $productIds
  RETURN o LIMIT 150
  UNION
  MATCH (p:Product)<-[s:PRODUCES]-(:Enterprise)<-[:OFFERED_BY]-(o:Offer)
  WHERE p.id IN $productIds AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN o LIMIT 150
  UNION
  MATCH (p:ChainPosition)<-[s:OCCUPIES]-(:Enterprise)<-[:OFFERED_BY]-(o:Offer)
  WHERE p.id IN $positionIds AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN o LIMIT 150
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF]-(:PartyOrganization)-[:COVERS]->(:Enterprise)<-[:OFFERED_BY]-(o:Offer)
  WHERE a.id IN $allianceIds AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
  RETURN o LIMIT 150
}
WITH o
WHERE o.state = 'published' AND ($viewer.all OR o.audience IN $viewer.audiences)
RETURN DISTINCT o.id AS id
