// Open demands that share words with a text, or that the graph puts near: by product, by a neighbouring position, by
// alliance. Bounded: they are ranked later.
CALL () {
  CALL db.index.fulltext.queryNodes('demand_words', $words, {limit: toInteger($limit)}) YIELD node AS d
  RETURN d, true AS worded
  UNION
  MATCH (p:Product)<-[:WANTS]-(d:Demand)
  WHERE p.id IN $productIds
  RETURN d, false AS worded LIMIT 25
  UNION
  MATCH (p:ChainPosition)<-[s:OCCUPIES]-(firm:Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE p.id IN $positionIds AND ($viewer.all OR firm.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN d, false AS worded LIMIT 25
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF]-(g:PartyOrganization)-[:COVERS]->(firm:Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND g.audience IN $viewer.audiences
      AND firm.audience IN $viewer.audiences))
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
  RETURN d, false AS worded LIMIT 25
}
WITH d, worded
WHERE d:Demand AND d.state = 'published' AND ($viewer.all OR d.audience IN $viewer.audiences)
RETURN d.id AS id, worded
