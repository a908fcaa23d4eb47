UNWIND $ids AS id
MATCH (c:IndustryChain {id: id})
RETURN 'IndustryChain' AS __typename, c.id AS id, c.name AS name, c.code AS code
