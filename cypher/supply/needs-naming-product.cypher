// Firms whose open needs speak of a product in their words, whether or not the graph knows more: what is only said. Bounded.
CALL db.index.fulltext.queryNodes('demand_words', $words, {limit: 50000}) YIELD node AS d, score
WITH d, score
WHERE d:Demand AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true)
  AND ($viewer.all OR d.audience IN $viewer.audiences) AND NOT EXISTS { (d)-[:SELLS]->() }
MATCH (d)-[:RAISED_BY]->(e:Enterprise)
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
RETURN e.id AS id, coalesce(d.title, left(d.text, 40)) AS mention ORDER BY score DESC, id LIMIT 200
