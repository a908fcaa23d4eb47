// Sees everything: seeding puts data in for all, before anybody asks for it.
// One relationship of a type between two nodes, or what they were merged into; `rows` counts those whose two ends exist.
UNWIND $rows AS row
OPTIONAL MATCH (:MergedEntry {id: row.from})-[:MERGED_INTO*1..20]->(from:Entity)
OPTIONAL MATCH (:MergedEntry {id: row.to})-[:MERGED_INTO*1..20]->(to:Entity)
MATCH (a:Entity {id: coalesce(from.id, row.from)})
MATCH (b:Entity {id: coalesce(to.id, row.to)})
MERGE (a)-[r:$($type)]->(b)
ON CREATE SET
  r += row.values,
  r.since = date(row.since),
  r.until = date(row.until),
  r.on = date(row.days.on),
  r.quantity = toInteger(row.numbers.quantity),
  r.amountFen = toInteger(row.numbers.amountFen)
RETURN count(r) AS rows
