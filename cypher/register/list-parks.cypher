// Parks to choose from.
MATCH (p:Park)
RETURN p.id AS id, p.name AS name
ORDER BY coalesce(p.pinyin, p.name), id LIMIT 200
