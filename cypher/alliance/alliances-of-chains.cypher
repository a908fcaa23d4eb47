UNWIND $ids AS id
MATCH (a:Alliance)-[:FOR_CHAIN]->(:IndustryChain {id: id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN id AS of, a.id AS id, a.name AS name, a.shortName AS shortName, a.kind AS kind
ORDER BY of, coalesce(a.pinyin, a.name), id
