// What is known of each position of the chains as seen from a district: who of it stands there or makes what belongs there,
// who of it buys that, from whom, and which open needs ask for it. A supply counts once, whatever its quantity: units differ.
MATCH (p:ChainPosition)-[:PART_OF_CHAIN]->(chain:IndustryChain)
WHERE $chainId IS NULL OR chain.id = $chainId
CALL (p) {
  MATCH (e:Enterprise)-[s:OCCUPIES]->(p)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    AND EXISTS {
      MATCH (e)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
      WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
    }
  WITH DISTINCT e
  RETURN collect(e.id) AS standing, count(CASE WHEN e.scale IN ['large', 'medium'] THEN 1 END) AS strong,
    count(CASE WHEN e:Example THEN 1 END) AS standingExamples
}
CALL (p, standing) {
  MATCH (p)<-[:BELONGS_AT]-(:Product)<-[s:PRODUCES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences) AND NOT e.id IN standing
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    AND EXISTS {
      MATCH (e)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
      WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
    }
  WITH DISTINCT e
  RETURN count(e) AS making, count(CASE WHEN e.scale IN ['large', 'medium'] THEN 1 END) AS strongMaking
}
CALL (p) {
  MATCH (p)<-[:BELONGS_AT]-(q:Product)<-[s:CONSUMES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    AND EXISTS {
      MATCH (e)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
      WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
    }
  WITH e, collect(DISTINCT q.id) AS wanted
  OPTIONAL MATCH (e)<-[t:SUPPLIES]-(supplier:Enterprise)
  WHERE t.productId IN wanted AND ($viewer.all OR supplier.audience IN $viewer.audiences)
    AND coalesce(t.since <= date($today), true) AND coalesce(date($today) < t.until, true)
  WITH e, supplier, count(t) AS supplies
  WITH e, supplier, supplies, supplier IS NOT NULL AND EXISTS {
    MATCH (supplier)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
    WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
  } AS near
  WITH e, collect(CASE WHEN supplier IS NULL THEN null ELSE {id: supplier.id, near: near, supplies: supplies} END) AS from
  WITH collect({example: e:Example, from: from}) AS buyers
  RETURN size(buyers) AS buyers, size([b IN buyers WHERE b.example]) AS buyerExamples,
    size([b IN buyers WHERE size(b.from) > 0]) AS supplied, size([b IN buyers WHERE size(b.from) = 1 AND b.from[0].near]) AS hanging,
    COLLECT {
      UNWIND buyers AS b
      UNWIND b.from AS one
      WITH one.id AS id, one.near AS near, sum(one.supplies) AS supplies
      RETURN {id: id, near: near, supplies: supplies} ORDER BY supplies DESC, id
    } AS suppliers
}
CALL (p) {
  MATCH (p)<-[:BELONGS_AT]-(:Product)<-[:WANTS]-(d:Demand)
  WHERE d.state = 'published' AND coalesce(d.neededBy >= date($today), true)
    AND ($viewer.all OR d.audience IN $viewer.audiences)
  RETURN count(DISTINCT d) AS needs
}
RETURN p.id AS id, p.name AS name, p.stage AS stage, p.order AS order, chain.id AS chainId, chain.name AS chainName,
  COLLECT { MATCH (p)-[:FEEDS]->(next:ChainPosition) RETURN next.id ORDER BY next.id } AS feeds,
  size(standing) AS standing, strong + strongMaking AS strong, making, buyers, supplied, hanging, needs,
  size(suppliers) AS suppliers, reduce(n = 0, x IN suppliers | n + x.supplies) AS supplies,
  reduce(n = 0, x IN suppliers | n + CASE WHEN x.near THEN 0 ELSE x.supplies END) AS fromOutside,
  reduce(n = 0, x IN suppliers | n + x.supplies * x.supplies) AS squares,
  coalesce(suppliers[0].supplies, 0) AS most, standingExamples + buyerExamples > 0 AS example
ORDER BY chain.name, chain.id, p.order, p.name, p.id
