// What a product is made from, up to two steps, over the inputs of the product itself and of its broader kind. A way is the
// products from the asked one to the input, nearest first; an input that several ways lead to stands once, with the shortest. Bounded.
MATCH (p:Product {id: $id})
CALL (p) {
  MATCH steps = (p)<-[:INPUT_TO*1..2]-(:Product)
  RETURN nodes(steps) AS way, 'input' AS how LIMIT 500
  UNION
  MATCH (p)-[:KIND_OF]->(broader:Product)<-[:INPUT_TO]-(input:Product)
  RETURN [p, broader, input] AS way, 'inputOfBroader' AS how LIMIT 500
}
WITH last(way) AS input, how, way ORDER BY size(way), how
WITH input, head(collect({how: how, way: way})) AS nearest
RETURN input.id AS id, nearest.how AS how, [x IN nearest.way | {id: x.id, name: x.name}] AS products
ORDER BY size(products), how, id
