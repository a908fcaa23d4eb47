// The same role over the same place is held once; a second time only moves its end.
MATCH (a:Account {id: $accountId, demo: $demo})
OPTIONAL MATCH (a)-[:HOLDS]->(old:Grant {role: $role})
WHERE old.placeId = $placeId OR (old.placeId IS NULL AND $placeId IS NULL)
WITH a, head(collect(old)) AS old
WITH a, old, CASE WHEN old IS NULL THEN null ELSE {since: toString(old.createdAt), until: toString(old.until)} END AS before
FOREACH (_ IN CASE WHEN old IS NULL THEN [1] ELSE [] END |
  CREATE (a)-[:HOLDS]->(:Grant {id: $id, role: $role, placeId: $placeId, until: date($until), createdAt: datetime()}))
FOREACH (g IN CASE WHEN old IS NULL THEN [] ELSE [old] END | SET g.until = date($until))
RETURN coalesce(old.id, $id) AS id, before, {since: coalesce(before.since, toString(datetime())), until: $until} AS after
