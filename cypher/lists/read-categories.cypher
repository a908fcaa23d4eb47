// Categories with the offers of each that may be seen; all of them where no ids are given.
MATCH (c:Category)
WHERE $ids IS NULL OR c.id IN $ids
RETURN 'Category' AS __typename, c.id AS id, c.name AS name, c.code AS code, coalesce(c.version, 1) AS version, c.retiredAt IS NOT NULL AS retired,
  head(COLLECT { MATCH (c)-[:KIND_OF]->(p:Category) RETURN {id: p.id, name: p.name, code: p.code} ORDER BY p.id }) AS parent,
  COUNT { MATCH (c)<-[:IN_CATEGORY]-(f:Offer)
    WHERE f.state = 'published' AND (f.availableUntil IS NULL OR date($today) <= f.availableUntil) AND ($viewer.all OR f.audience IN $viewer.audiences) } AS offerCount,
  COUNT { MATCH (c)<-[:IN_CATEGORY]-(f:Offer:Example)
    WHERE f.state = 'published' AND (f.availableUntil IS NULL OR date($today) <= f.availableUntil) AND ($viewer.all OR f.audience IN $viewer.audiences) } AS exampleOfferCount
ORDER BY coalesce(c.code, c.name), id
