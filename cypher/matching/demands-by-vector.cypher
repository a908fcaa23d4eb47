// Open demands nearest to a vector by the database's own index, for graphs too large to be searched in this process.
CALL db.index.vector.queryNodes('demand_embedding', toInteger($limit), $vector) YIELD node
WITH collect(node) AS hits
RETURN size(hits) AS found,
  [d IN hits WHERE d:Demand AND d.state = 'published' AND coalesce(d.neededBy >= date($today), true) AND ($viewer.all OR d.audience IN $viewer.audiences) | d.id] AS ids
