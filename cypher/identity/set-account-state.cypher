MATCH (a:Account {id: $id, demo: false})
WITH a, a.state AS before, a.version AS version
FOREACH (_ IN CASE WHEN version = toInteger($expectedVersion) THEN [1] ELSE [] END |
  SET a.state = $state, a.version = version + 1, a.updatedAt = datetime())
RETURN before, version
