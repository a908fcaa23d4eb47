// The offer that needs are sought for, with what its side reaches: alliances, positions, products.
// What a firm makes stands behind what it offers, not behind what it buys.
// `knowledgeStamp` tells whether SOLVED_BY changed: the counter of its changes and, from the count store, their number.
MATCH (o:Offer {id: $id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
OPTIONAL MATCH (o)-[:OFFERED_BY]->(owner:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR owner.audience IN $viewer.audiences)
OPTIONAL MATCH (version:DataVersion {id: 'demands'})
OPTIONAL MATCH (knowledge:DataVersion {id: 'knowledge'})
CALL (o, owner) {
  MATCH (o)-[:PROVIDES]->(p:Product)
  RETURN collect(p) AS given
}
CALL (o, owner) {
  MATCH (owner)-[s:PRODUCES]->(p:Product)
  WHERE NOT EXISTS { (o)-[:BUYS]->() }
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN collect(p) AS made
}
RETURN o.id AS id, o.state AS state, o.capacity AS capacity, o.used AS used, o.unit AS unit,
  toString(o.availableFrom) AS from, toString(o.availableUntil) AS until, o.serviceRadiusKm AS radiusKm,
  owner.id AS ownerId,
  coalesce(o.location, owner.location).longitude AS longitude,
  coalesce(o.location, owner.location).latitude AS latitude,
  o.text AS text, o.featuresKey AS featuresKey, o.embedding AS vector, o.kindScores AS kinds,
  owner IS NULL OR EXISTS { (owner)<-[:BARS]-(:DoNotMatch) } AS mayBeBarred,
  coalesce(version.value, 0) AS dataVersion,
  toString(knowledge.value) + ':' + toString(COUNT { ()-[:SOLVED_BY]->() }) AS knowledgeStamp,
  [(o)-[:IN_CATEGORY]->(c:Category) | [c.id, c.name]] AS categories,
  [(o)-[m:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences) | [a.id, type(m), null, a.name, a.kind]]
  + [(owner)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), null, a.name, a.kind]]
  + [(owner)<-[c:COVERS]-(g:PartyOrganization)-[m:MEMBER_OF]->(a:Alliance)
    WHERE ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true) | [a.id, type(m), g.id, a.name, a.kind]]
  + [(owner)<-[:STAFFED_BY]-(t:ServiceTeam)-[m:SERVES]->(a:Alliance)
    WHERE ($viewer.all OR (t.audience IN $viewer.audiences AND a.audience IN $viewer.audiences)) | [a.id, type(m), t.id, a.name, a.kind]] AS alliances,
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
    UNWIND given + made AS p
    RETURN ['same', [[p.id, p.name]]] AS item
    UNION
    UNWIND given + made AS p
    MATCH kinds = (p)-[:KIND_OF*1..3]->(:Product)
    RETURN ['narrower', [k IN nodes(kinds) | [k.id, k.name]]] AS item
    UNION
    UNWIND given + made AS p
    MATCH (narrower:Product)-[:KIND_OF]->(p)
    RETURN ['broader', [[p.id, p.name], [narrower.id, narrower.name]]] AS item
    UNION
    UNWIND given + made AS p
    MATCH outputs = (p)-[:INPUT_TO*1..2]->(:Product)
    RETURN ['input', [x IN nodes(outputs) | [x.id, x.name]]] AS item LIMIT 300
    UNION
    UNWIND given + made AS p
    MATCH (p)-[:INPUT_TO]->(broader:Product)<-[:KIND_OF]-(kind:Product)
    RETURN ['inputOfBroader', [[p.id, p.name], [broader.id, broader.name], [kind.id, kind.name]]] AS item LIMIT 300
    UNION
    MATCH (o)-[:BUYS]->(p:Product)
    RETURN ['same', [[p.id, p.name]]] AS item
    UNION
    MATCH kinds = (:Product)-[:KIND_OF*1..3]->(:Product)<-[:BUYS]-(o)
    RETURN ['narrower', [p IN nodes(kinds)[..-1] | [p.id, p.name]]] AS item
    UNION
    MATCH (o)-[:BUYS]->(p:Product)-[:KIND_OF]->(broader:Product)
    RETURN ['broader', [[broader.id, broader.name], [p.id, p.name]]] AS item
    UNION
    MATCH inputs = (:Product)-[:INPUT_TO*1..2]->(:Product)<-[:BUYS]-(o)
    RETURN ['input', [p IN nodes(inputs)[..-1] | [p.id, p.name]]] AS item LIMIT 300
    UNION
    MATCH (o)-[:BUYS]->(p:Product)-[:KIND_OF]->(broader:Product)<-[:INPUT_TO]-(input:Product)
    RETURN ['inputOfBroader', [[input.id, input.name], [broader.id, broader.name], [p.id, p.name]]] AS item LIMIT 300
  } AS flows,
  [p IN given | p.id] AS provides, [p IN made | p.id] AS produces, [(o)-[:BUYS]->(p:Product) | p.id] AS buys,
  [(o)<-[:WITH_OFFER]-(match:Match)
    WHERE ($viewer.all OR match.audience IN $viewer.audiences) | [match.id, match.state, match.reason, match.declineReason]] AS stored
