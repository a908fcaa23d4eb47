// An alliance new in the register, empty but for what it is: its kind and its chain stay.
CREATE (a:Alliance:Entity:Searchable {id: $id, name: $name, kind: $kind, audience: 'public', version: 0})
WITH a
OPTIONAL MATCH (c:IndustryChain {id: $chainId})
FOREACH (chain IN CASE WHEN c IS NULL THEN [] ELSE [c] END | CREATE (a)-[:FOR_CHAIN]->(chain))
RETURN a.id AS id
