// One page of chain positions, each chain's from upstream, and the count under the same filter; a null filter does not filter.
MATCH (p:ChainPosition)-[:PART_OF_CHAIN]->(c:IndustryChain)
WHERE ($chainId IS NULL OR c.id = $chainId) AND ($stage IS NULL OR p.stage = $stage)
  AND ($text IS NULL OR toLower(p.name) CONTAINS $text OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) CONTAINS $text)
    OR coalesce(p.pinyin, '') CONTAINS $text OR coalesce(p.pinyinInitials, '') CONTAINS $text)
// The layer counted from 100,000, so that layers sort as text.
WITH p, c, coalesce(c.code, c.name) + ' ' + toString(100000 + p.order) + ' ' + p.name AS cursorKey
WITH collect({p: p, c: c, id: p.id, key: cursorKey}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.p AS p, item.c AS c ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {__typename: 'ChainPosition', id: p.id, name: p.name, stage: p.stage, order: p.order, cursorKey: item.key,
    chain: {id: c.id, name: c.name, code: c.code}}
} AS items
