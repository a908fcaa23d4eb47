// Sees everything: seeding puts data in for all, before anybody asks for it.
UNWIND $rows AS row
MATCH (n:Entity {id: row.from})
MATCH (s:SourceRecord {id: row.to})
MERGE (n)-[r:FROM_SOURCE]->(s)
RETURN count(r) AS rows
