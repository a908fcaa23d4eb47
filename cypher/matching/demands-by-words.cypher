// Open demands that share words with a text. `found` counts what the index gave, seen or not, so that the caller can
// ask for more.
CALL db.index.fulltext.queryNodes('demand_words', $query, {limit: toInteger($limit)}) YIELD node
WITH collect(node) AS hits
RETURN size(hits) AS found,
  [d IN hits WHERE d:Demand AND d.state = 'published' AND ($viewer.all OR d.audience IN $viewer.audiences) | d.id] AS ids
