// Open demands that the graph puts near: by product, by a neighbouring position, by alliance. Bounded: they are ranked later.
CALL () {
  MATCH (p:Product)<-[:WANTS]-(d:Demand)
  WHERE p.id IN $productIds
  RETURN d LIMIT 150
  UNION
  MATCH (p:ChainPosition)<-[s:OCCUPIES]-(firm:Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE p.id IN $positionIds AND ($viewer.all OR firm.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN d LIMIT 150
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF]-(g:PartyOrganization)-[:COVERS]->(firm:Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND g.audience IN $viewer.audiences
      AND firm.audience IN $viewer.audiences))
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
  RETURN d LIMIT 150
}
WITH d
WHERE d.state = 'published' AND ($viewer.all OR d.audience IN $viewer.audiences)
RETURN DISTINCT d.id AS id
