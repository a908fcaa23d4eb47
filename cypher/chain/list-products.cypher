// One page of products and the count under the same filter; a filter that is null does not filter.
MATCH (p:Product)
WHERE ($example IS NULL OR p:Example = $example)
  AND ($text IS NULL OR toLower(p.name) CONTAINS $text OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) CONTAINS $text)
    OR coalesce(p.pinyin, '') CONTAINS $text OR coalesce(p.pinyinInitials, '') CONTAINS $text)
  AND ($positionId IS NULL OR EXISTS { (p)-[:BELONGS_AT]->(:ChainPosition {id: $positionId}) })
  AND ($chainId IS NULL OR EXISTS { (p)-[:BELONGS_AT]->(:ChainPosition)-[:PART_OF_CHAIN]->(:IndustryChain {id: $chainId}) })
WITH p, coalesce(p.pinyin, p.name) AS cursorKey
WITH collect({p: p, id: p.id, key: cursorKey, example: p:Example}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.p AS p ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {id: p.id, name: p.name, example: p:Example, cursorKey: item.key}
} AS items
