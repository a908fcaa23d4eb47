// The need that offers are sought for, with what its side reaches: alliances, positions, products.
// `knowledgeStamp` tells whether SOLVED_BY changed: the counter of its changes and, from the count store, their number.
MATCH (d:Demand {id: $id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
OPTIONAL MATCH (d)-[:RAISED_BY]->(owner:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences OR owner:Department)
OPTIONAL MATCH (version:DataVersion {id: 'offers'})
OPTIONAL MATCH (knowledge:DataVersion {id: 'knowledge'})
RETURN d.id AS id, d.state AS state, d.quantity AS quantity, d.unit AS unit,
  toString(d.neededFrom) AS from, toString(d.neededBy) AS until, owner.id AS ownerId,
  coalesce(d.location, owner.location).longitude AS longitude,
  coalesce(d.location, owner.location).latitude AS latitude,
  d.text AS text, d.featuresKey AS featuresKey, d.embedding AS vector, d.kindScores AS kinds,
  owner IS NULL OR EXISTS { (owner)<-[:BARS]-(:DoNotMatch) } AS mayBeBarred,
  coalesce(version.value, 0) AS dataVersion,
  toString(knowledge.value) + ':' + toString(COUNT { ()-[:SOLVED_BY]->() }) AS knowledgeStamp,
  [(d)-[m:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences) | [a.id, type(m), null, a.name, a.kind]]
  + [(owner)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), null, a.name, a.kind]]
  + [(owner)<-[c:COVERS]-(g:PartyOrganization)-[m:MEMBER_OF]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), g.id, a.name, a.kind]] AS alliances,
  [(owner)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, null]]
  + [(owner)-[c:COVERS]->(firm:Enterprise)-[s:OCCUPIES]->(p:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true) | [p.id, firm.id]] AS positions,
  COLLECT {
    MATCH (owner)-[:COVERS*0..1]->(firm:Enterprise)-[s:OCCUPIES]->(:ChainPosition)-[:PART_OF_CHAIN]->(chain:IndustryChain)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    WITH DISTINCT chain
    MATCH (p:ChainPosition)-[:PART_OF_CHAIN]->(chain)
    RETURN [p.id, p.name, chain.id, chain.name] AS item
  } AS chainPositions,
  COLLECT {
    MATCH (owner)-[:COVERS*0..1]->(firm:Enterprise)-[s:OCCUPIES]->(own:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    WITH DISTINCT own
    MATCH feeds = (own)-[:FEEDS*1..2]->(:ChainPosition)
    RETURN [p IN nodes(feeds) | [p.id, p.name]] AS item
    UNION
    MATCH (owner)-[:COVERS*0..1]->(firm:Enterprise)-[s:OCCUPIES]->(own:ChainPosition)
    WHERE ($viewer.all OR firm.audience IN $viewer.audiences)
      AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    WITH DISTINCT own
    MATCH feeds = (:ChainPosition)-[:FEEDS*1..2]->(own)
    RETURN [p IN nodes(feeds) | [p.id, p.name]] AS item
  } AS feeds,
  COLLECT {
    MATCH (d)-[:WANTS]->(p:Product)
    RETURN ['same', [[p.id, p.name]]] AS item
    UNION
    MATCH kinds = (:Product)-[:KIND_OF*1..3]->(:Product)<-[:WANTS]-(d)
    RETURN ['narrower', [p IN nodes(kinds)[..-1] | [p.id, p.name]]] AS item
    UNION
    MATCH (d)-[:WANTS]->(p:Product)-[:KIND_OF]->(broader:Product)
    RETURN ['broader', [[broader.id, broader.name], [p.id, p.name]]] AS item
    UNION
    MATCH inputs = (:Product)-[:INPUT_TO*1..2]->(:Product)<-[:WANTS]-(d)
    RETURN ['input', [p IN nodes(inputs)[..-1] | [p.id, p.name]]] AS item LIMIT 300
    UNION
    MATCH (d)-[:WANTS]->(p:Product)-[:KIND_OF]->(broader:Product)<-[:INPUT_TO]-(input:Product)
    RETURN ['inputOfBroader', [[input.id, input.name], [broader.id, broader.name], [p.id, p.name]]] AS item LIMIT 300
    UNION
    MATCH (d)-[:SELLS]->(p:Product)
    RETURN ['same', [[p.id, p.name]]] AS item
    UNION
    MATCH kinds = (d)-[:SELLS]->(:Product)-[:KIND_OF*1..3]->(:Product)
    RETURN ['narrower', [p IN nodes(kinds)[1..] | [p.id, p.name]]] AS item
    UNION
    MATCH (d)-[:SELLS]->(p:Product)<-[:KIND_OF]-(narrower:Product)
    RETURN ['broader', [[p.id, p.name], [narrower.id, narrower.name]]] AS item
    UNION
    MATCH outputs = (d)-[:SELLS]->(:Product)-[:INPUT_TO*1..2]->(:Product)
    RETURN ['input', [p IN nodes(outputs)[1..] | [p.id, p.name]]] AS item LIMIT 300
    UNION
    MATCH (d)-[:SELLS]->(p:Product)-[:INPUT_TO]->(broader:Product)<-[:KIND_OF]-(kind:Product)
    RETURN ['inputOfBroader', [[p.id, p.name], [broader.id, broader.name], [kind.id, kind.name]]] AS item LIMIT 300
  } AS flows,
  [(d)-[:WANTS]->(p:Product) | p.id] AS wants, [(d)-[:SELLS]->(p:Product) | p.id] AS sells,
  [(d)<-[:ANSWERS_DEMAND]-(match:Match)
    WHERE ($viewer.all OR match.audience IN $viewer.audiences) | [match.id, match.state, match.reason, match.declineReason]] AS stored,
  [(d)<-[:ANSWERS_DEMAND]-(match:Match)-[:WITH_OFFER]->(given:Offer)
    WHERE ($viewer.all OR (match.audience IN $viewer.audiences AND given.audience IN $viewer.audiences))
      AND match.amount IS NOT NULL | [match.amount, given.unit]] AS promised
