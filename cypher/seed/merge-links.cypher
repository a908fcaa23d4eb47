// Sees everything: seeding puts data in for all, before anybody asks for it.
// One relationship of a type between two nodes; `rows` counts those whose two ends exist.
UNWIND $rows AS row
MATCH (a:Entity {id: row.from})
MATCH (b:Entity {id: row.to})
MERGE (a)-[r:$($type)]->(b)
ON CREATE SET
  r += row.values,
  r.since = date(row.since),
  r.until = date(row.until),
  r.on = date(row.days.on),
  r.quantity = toInteger(row.numbers.quantity),
  r.amountFen = toInteger(row.numbers.amountFen)
RETURN count(r) AS rows
