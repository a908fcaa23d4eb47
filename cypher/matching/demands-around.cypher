// Open demands that share words with a text, or that the graph puts near: by product, by a neighbouring position, by
// alliance. Bounded: they are ranked later. Products come nearest first (`at` is a product's place among them), so that a
// bound takes none of a nearer one away.
// What is closed, over or hidden is left out before each bound, so that it crowds out nothing of what is seen. The text index
// sorts as many hits as it is asked for, so it is asked for few; only where closed and hidden ones leave too few of them,
// for many.
CALL () {
  CALL db.index.fulltext.queryNodes('demand_words', $words, {limit: 100}) YIELD node AS d
  RETURN count(*) < 100 AS allHits,
    collect(CASE WHEN d:Demand AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences) THEN d END)[..toInteger($limit)] AS few
}
CALL (allHits, few) {
  WITH * WHERE allHits OR size(few) = toInteger($limit)
  UNWIND few AS d
  RETURN d, 'words' AS way, null AS at
  UNION
  WITH * WHERE NOT allHits AND size(few) < toInteger($limit)
  CALL db.index.fulltext.queryNodes('demand_words', $words, {limit: 50000}) YIELD node AS d
  WITH d
  WHERE d:Demand AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN d, 'words' AS way, null AS at LIMIT toInteger($limit)
  UNION
  UNWIND range(0, size($productIds) - 1) AS at
  CALL (at) {
    MATCH (p:Product {id: $productIds[at]})<-[trade:WANTS|SELLS]-(d:Demand)
    WHERE type(trade) = $trade
      AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d LIMIT toInteger($traded)
  }
  RETURN d, 'product' AS way, at ORDER BY at LIMIT toInteger($traded)
  UNION
  MATCH (p:ChainPosition)<-[s:OCCUPIES]-(firm:Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE p.id IN $positionIds AND ($viewer.all OR firm.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN d, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF]-(g:PartyOrganization)-[c:COVERS]->(firm:Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND g.audience IN $viewer.audiences
      AND firm.audience IN $viewer.audiences))
    AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
    AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN d, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF|OBSERVES]-(g:PartyOrganization|Enterprise)<-[:RAISED_BY]-(d:Demand)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND g.audience IN $viewer.audiences))
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
    AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN d, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[:FOR_ALLIANCE]-(d:Demand)
  WHERE a.id IN $allianceIds AND ($viewer.all OR a.audience IN $viewer.audiences)
    AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN d, 'nearby' AS way, null AS at LIMIT 25
}
RETURN d.id AS id, way, at
