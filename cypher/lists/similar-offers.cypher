// Open resources and projects that share words with a text, those that share most and rarest first. Their words come along, to be compared.
CALL db.index.fulltext.queryNodes('offer_words', $lucene, {limit: 50000}) YIELD node AS f, score
WITH f, score
WHERE f:Offer AND ($viewer.all OR f.audience IN $viewer.audiences) AND f.state = 'published'
  AND (f.availableUntil IS NULL OR date($today) <= f.availableUntil) AND ($exceptId IS NULL OR f.id <> $exceptId)
RETURN f.id AS id, f.words AS words
ORDER BY score DESC, id LIMIT 30
