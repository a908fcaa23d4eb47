UNWIND $ids AS id
MATCH (p:ChainPosition {id: id})-[:PART_OF_CHAIN]->(c:IndustryChain)
RETURN 'ChainPosition' AS __typename, p.id AS id, p.name AS name, p.stage AS stage, p.order AS order,
  {id: c.id, name: c.name, code: c.code} AS chain
