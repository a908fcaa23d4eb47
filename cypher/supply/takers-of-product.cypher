// Who buys a product: those who use it or its broader kind, who are known to receive it, and who make what it goes into.
// A way is the products from what was asked for to what the firm uses or makes. Bounded.
MATCH (p:Product {id: $id})
CALL (p) {
  MATCH kinds = (p)-[:KIND_OF*0..2]->(used:Product)
  MATCH (e:Enterprise)-[s:CONSUMES]->(used)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, CASE WHEN used = p THEN 'uses' ELSE 'usesBroader' END AS how, null AS partner,
    [x IN nodes(kinds) | {id: x.id, name: x.name}] AS products LIMIT 2000
  UNION
  MATCH (p)-[:INPUT_TO]->(whole:Product)<-[s:PRODUCES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, 'makesFromIt' AS how, null AS partner,
    [{id: p.id, name: p.name}, {id: whole.id, name: whole.name}] AS products LIMIT 1000
  UNION
  MATCH (p)<-[:PRODUCES]-(maker:Enterprise)-[s:SUPPLIES]->(e:Enterprise)
  WHERE s.productId = p.id AND ($viewer.all OR (maker.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e, 'receives' AS how, maker.name AS partner, [{id: p.id, name: p.name}] AS products LIMIT 1000
}
RETURN e.id AS id, how, partner, products
