// Who asked for a bar; those from before it was kept were asked for by one of their two sides.
MATCH (b:DoNotMatch)-[:BARS]->(o:Entity)
WHERE NOT EXISTS { (b)-[:ASKED_BY]->() }
WITH b, o ORDER BY o.id
WITH b, head(collect(o)) AS asker
MERGE (b)-[:ASKED_BY]->(asker);
