// Open offers that share words with a text, or that the graph puts near: by product, by a neighbouring position, by
// alliance. Bounded: they are ranked later. Products come nearest first (`at` is a product's place among them), so that a
// bound takes none of a nearer one away.
// What is closed, over or hidden is left out before each bound, so that it crowds out nothing of what is seen. The text index
// sorts as many hits as it is asked for, so it is asked for few; only where closed and hidden ones leave too few of them,
// for many.
CALL () {
  CALL db.index.fulltext.queryNodes('offer_words', $words, {limit: 100}) YIELD node AS o
  RETURN count(*) < 100 AS allHits,
    collect(CASE WHEN o:Offer AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences) THEN o END)[..toInteger($limit)] AS few
}
CALL (allHits, few) {
  WITH * WHERE allHits OR size(few) = toInteger($limit)
  UNWIND few AS o
  RETURN o, 'words' AS way, null AS at
  UNION
  WITH * WHERE NOT allHits AND size(few) < toInteger($limit)
  CALL db.index.fulltext.queryNodes('offer_words', $words, {limit: 50000}) YIELD node AS o
  WITH o
  WHERE o:Offer AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
  RETURN o, 'words' AS way, null AS at LIMIT toInteger($limit)
  UNION
  UNWIND range(0, size($productIds) - 1) AS at
  CALL (at) {
    MATCH (p:Product {id: $productIds[at]})<-[trade:PROVIDES|BUYS]-(o:Offer)
    WHERE type(trade) = $trade
      AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
      AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o LIMIT toInteger($traded)
  }
  RETURN o, 'product' AS way, at ORDER BY at LIMIT toInteger($traded)
  UNION
  UNWIND range(0, size($productIds) - 1) AS at
  CALL (at) {
    MATCH (p:Product {id: $productIds[at]})<-[s:PRODUCES]-(firm:Enterprise)<-[:OFFERED_BY]-(o:Offer)
    WHERE $trade = 'PROVIDES' AND NOT EXISTS { (o)-[:BUYS]->() } AND ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
      AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
      AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o LIMIT toInteger($traded)
  }
  RETURN o, 'maker' AS way, at ORDER BY at LIMIT toInteger($traded)
  UNION
  MATCH (p:ChainPosition)<-[s:OCCUPIES]-(firm:Enterprise)<-[:OFFERED_BY]-(o:Offer)
  WHERE p.id IN $positionIds AND ($viewer.all OR firm.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
  RETURN o, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF]-(g:PartyOrganization)-[c:COVERS]->(firm:Enterprise)<-[:OFFERED_BY]-(o:Offer)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND g.audience IN $viewer.audiences
      AND firm.audience IN $viewer.audiences))
    AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
    AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
  RETURN o, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[m:MEMBER_OF|OBSERVES]-(g:PartyOrganization|Enterprise)<-[:OFFERED_BY]-(o:Offer)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND g.audience IN $viewer.audiences))
    AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
    AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
  RETURN o, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[:SERVES]-(team:ServiceTeam)-[:STAFFED_BY]->(:Department)<-[:OFFERED_BY]-(o:Offer)
  WHERE a.id IN $allianceIds
    AND ($viewer.all OR (a.audience IN $viewer.audiences AND team.audience IN $viewer.audiences))
    AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
  RETURN o, 'nearby' AS way, null AS at LIMIT 25
  UNION
  MATCH (a:Alliance)<-[:FOR_ALLIANCE]-(o:Offer)
  WHERE a.id IN $allianceIds AND ($viewer.all OR a.audience IN $viewer.audiences)
    AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences)
  RETURN o, 'nearby' AS way, null AS at LIMIT 25
}
RETURN o.id AS id, way, at
