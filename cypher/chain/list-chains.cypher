MATCH (c:IndustryChain)
RETURN 'IndustryChain' AS __typename, c.id AS id, c.name AS name, c.code AS code
ORDER BY coalesce(c.code, c.name), c.id
