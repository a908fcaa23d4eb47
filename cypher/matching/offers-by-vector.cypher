// Open offers nearest to a vector by the database's own index, for graphs too large to be searched in this process.
CALL db.index.vector.queryNodes('offer_embedding', toInteger($limit), $vector) YIELD node
WITH collect(node) AS hits
RETURN size(hits) AS found,
  [o IN hits WHERE o:Offer AND o.state = 'published' AND coalesce(o.availableUntil >= date($today), true)
    AND coalesce(coalesce(o.used, 0) < o.capacity, true) AND ($viewer.all OR o.audience IN $viewer.audiences) | o.id] AS ids
