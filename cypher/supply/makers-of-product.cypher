// Who can supply a product, each with the strongest way the graph gives: makes it, makes a kind of it, is known to deliver
// it, makes its broader kind. A way is the products from what the firm makes to what was asked for. Bounded.
MATCH (p:Product {id: $id})
CALL (p) {
  MATCH kinds = (made:Product)-[:KIND_OF*0..3]->(p)
  MATCH (e:Enterprise)-[s:PRODUCES]->(made)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, CASE WHEN made = p THEN 'makes' ELSE 'makesNarrower' END AS how, null AS partner,
    [x IN nodes(kinds) | {id: x.id, name: x.name}] AS products LIMIT 2000
  UNION
  MATCH (p)-[:KIND_OF]->(broader:Product)<-[s:PRODUCES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, 'makesBroader' AS how, null AS partner,
    [{id: broader.id, name: broader.name}, {id: p.id, name: p.name}] AS products LIMIT 1000
  UNION
  MATCH (p)<-[:PRODUCES]-(e:Enterprise)-[s:SUPPLIES]->(buyer:Enterprise)
  WHERE s.productId = p.id AND ($viewer.all OR (e.audience IN $viewer.audiences AND buyer.audience IN $viewer.audiences))
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, 'delivers' AS how, buyer.name AS partner, [{id: p.id, name: p.name}] AS products LIMIT 1000
}
RETURN e.id AS id, how, partner, products
