// Every product with its names, to tell which one a cell means.
MATCH (p:Product)
RETURN p.id AS id, p.name AS name, coalesce(p.aliases, []) AS aliases
ORDER BY id LIMIT 20000
