// Sees everything: seeding puts data in for all, before anybody asks for it.
UNWIND $rows AS row
OPTIONAL MATCH (:MergedEntry {id: row.from})-[:MERGED_INTO*1..20]->(now:Entity)
MATCH (n:Entity {id: coalesce(now.id, row.from)})
MATCH (s:SourceRecord {id: row.to})
MERGE (n)-[r:FROM_SOURCE]->(s)
RETURN count(r) AS rows
