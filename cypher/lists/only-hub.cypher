// Sees everything: which hub is meant where there is but one; its id goes to no one.
MATCH (h:Alliance {kind: 'hub'})
WITH collect(h.id) AS ids
RETURN CASE WHEN size(ids) = 1 THEN ids[0] END AS id
