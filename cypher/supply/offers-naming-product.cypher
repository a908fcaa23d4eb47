// Firms whose open offers speak of a product in their words, whether or not the graph knows more: what is only said. Bounded.
CALL db.index.fulltext.queryNodes('offer_words', $words, {limit: 50000}) YIELD node AS o, score
WITH o, score
WHERE o:Offer AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
  AND ($viewer.all OR o.audience IN $viewer.audiences) AND NOT EXISTS { (o)-[:BUYS]->() }
MATCH (o)-[:OFFERED_BY]->(e:Enterprise)
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
RETURN e.id AS id, coalesce(o.title, left(o.text, 40)) AS mention ORDER BY score DESC, id LIMIT 200
