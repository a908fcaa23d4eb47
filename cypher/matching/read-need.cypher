// The need that matches are sought for, with everything its side brings: owner, alliances, positions, products.
MATCH (d:Demand {id: $id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
OPTIONAL MATCH (d)-[:RAISED_BY]->(owner:Enterprise|PartyOrganization)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences)
OPTIONAL MATCH (version:DataVersion {id: 'offers'})
RETURN d.id AS id, d.title AS title, d.text AS text, d.textHash AS textHash, d.state AS state, d:Example AS example,
  d.embedding AS embedding, d.embeddingModel AS embeddingModel, d.beneficiary AS beneficiary,
  d.quantity AS quantity, d.unit AS unit, toString(d.neededFrom) AS from, toString(d.neededBy) AS until,
  CASE WHEN coalesce(d.location, owner.location) IS NULL THEN null ELSE {
    longitude: coalesce(d.location, owner.location).longitude,
    latitude: coalesce(d.location, owner.location).latitude} END AS location,
  owner.id AS ownerId, owner.name AS ownerName, coalesce(version.value, 0) AS dataVersion,
  COLLECT {
    MATCH (owner)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until))
    RETURN {id: a.id, name: a.name, kind: a.kind, through: g.id, type: type(m)} AS item
    UNION
    MATCH (d)-[m:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    RETURN {id: a.id, name: a.name, kind: a.kind, through: null, type: type(m)} AS item
  } AS alliances,
  COLLECT {
    MATCH (owner)-[covers:COVERS*0..1]->(firm:Enterprise)-[o:OCCUPIES]->(p:ChainPosition)-[:PART_OF_CHAIN]->(chain:IndustryChain)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND (o.since IS NULL OR o.since <= date($today)) AND (o.until IS NULL OR date($today) < o.until)
      AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until))
    RETURN {id: p.id, name: p.name, chainId: chain.id, chainName: chain.name, through: firm.id} AS item
  } AS positions,
  COLLECT {
    MATCH (owner)-[covers:COVERS*0..1]->(firm:Enterprise)-[o:OCCUPIES]->(own:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND (o.since IS NULL OR o.since <= date($today)) AND (o.until IS NULL OR date($today) < o.until)
      AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until))
    WITH DISTINCT own
    MATCH feeds = (upstream:ChainPosition)-[:FEEDS*1..2]->(own)
    RETURN {id: upstream.id, name: upstream.name, steps: [p IN nodes(feeds) | p.id]} AS item
  } AS upstream,
  COLLECT {
    MATCH (d)-[:WANTS]->(wanted:Product)
    RETURN {id: wanted.id, name: wanted.name, relation: 'same', steps: [wanted.id]} AS item
    UNION
    MATCH (d)-[:WANTS]->(wanted:Product)
    MATCH kinds = (narrower:Product)-[:KIND_OF*1..3]->(wanted)
    RETURN {id: narrower.id, name: narrower.name, relation: 'narrower', steps: [p IN nodes(kinds) | p.id]} AS item
    UNION
    MATCH (d)-[:WANTS]->(wanted:Product)-[:KIND_OF]->(broader:Product)
    RETURN {id: broader.id, name: broader.name, relation: 'broader', steps: [broader.id, wanted.id]} AS item
    UNION
    MATCH (d)-[:WANTS]->(wanted:Product)<-[:INPUT_TO]-(input:Product)
    RETURN {id: input.id, name: input.name, relation: 'input', steps: [input.id, wanted.id]} AS item
  } AS products
