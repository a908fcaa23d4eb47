// Districts with firms that the viewer sees, those with most first: from each a chain looks different. Bounded.
MATCH (e:Enterprise)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(d:District)
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
  AND coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
WITH d, count(DISTINCT e) AS firms, count(DISTINCT CASE WHEN e:Example THEN e END) AS examples
RETURN d.id AS id, d.name AS name, firms, examples, size([(d)<-[:WITHIN]-(inner:District) | inner]) AS districts
ORDER BY districts, firms DESC, id LIMIT 200
