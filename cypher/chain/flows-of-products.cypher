// A page of what each product goes into (`out`) or is made from (`in`), by pinyin.
UNWIND $ids AS id
CALL (id) {
  MATCH (of:Product {id: id})-[r:INPUT_TO]-(p:Product)
  WHERE CASE $direction WHEN 'out' THEN startNode(r) = of ELSE endNode(r) = of END
  WITH DISTINCT p, coalesce(p.pinyin, p.name) AS cursorKey
  WITH collect({p: p, id: p.id, key: cursorKey, example: p:Example}) AS found
  RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount, COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.p AS p ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {id: p.id, name: p.name, example: p:Example, cursorKey: item.key}
  } AS items
}
RETURN id AS of, totalCount, exampleCount, items
