// A page of alliances, chains or parks, hubs and larger wholes first as they are ordered, else by pinyin.
MATCH (p:Alliance|IndustryChain|Park)
WHERE ($viewer.all OR p.audience IN $viewer.audiences OR p:IndustryChain OR p:Park)
  AND CASE $kind WHEN 'alliance' THEN p:Alliance WHEN 'chain' THEN p:IndustryChain ELSE p:Park END
WITH p, CASE p.kind WHEN 'hub' THEN '0' ELSE '1' END + coalesce(p.pinyin, p.name) AS cursorKey
WITH collect({p: p, id: p.id, key: cursorKey}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.p AS p ORDER BY item.key, item.id LIMIT toInteger($limit)
  RETURN {id: p.id, name: p.name, cursorKey: item.key, example: p:Example}
} AS items
