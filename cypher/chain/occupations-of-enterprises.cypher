UNWIND $ids AS id
MATCH (e:Enterprise {id: id})-[o:OCCUPIES]->(p:ChainPosition)-[:PART_OF_CHAIN]->(c:IndustryChain)
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  AND (o.since IS NULL OR o.since <= date($today)) AND (o.until IS NULL OR date($today) < o.until)
RETURN id AS of, coalesce(o.role, 'supporting') AS role, toString(o.since) AS since,
  {__typename: 'ChainPosition', id: p.id, name: p.name, stage: p.stage, order: p.order,
   chain: {id: c.id, name: c.name, code: c.code}} AS position
ORDER BY of, c.name, p.order, p.id
