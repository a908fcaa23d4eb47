// Open needs that share words with a text, those that share most and rarest first. Their words come along, to be compared.
CALL db.index.fulltext.queryNodes('demand_words', $lucene, {limit: 50000}) YIELD node AS d, score
WITH d, score
WHERE d:Demand AND ($viewer.all OR d.audience IN $viewer.audiences) AND d.state = 'published'
  AND (d.neededBy IS NULL OR date($today) <= d.neededBy) AND ($exceptId IS NULL OR d.id <> $exceptId)
RETURN d.id AS id, d.words AS words
ORDER BY score DESC, id LIMIT 30
