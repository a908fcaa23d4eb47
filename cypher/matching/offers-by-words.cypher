// Open offers that share words with a text. `found` counts what the index gave, seen or not, so that the caller can
// ask for more.
CALL db.index.fulltext.queryNodes('offer_words', $query, {limit: toInteger($limit)}) YIELD node
WITH collect(node) AS hits
RETURN size(hits) AS found,
  [o IN hits WHERE o:Offer AND o.state = 'published' AND ($viewer.all OR o.audience IN $viewer.audiences) | o.id] AS ids
