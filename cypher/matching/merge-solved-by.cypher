// Which help solves which problem, and how well; marks the version as complete. A row is [need kind, help kind, weight].
MERGE (v:DataVersion {id: 'knowledge'})
SET v.knowledgeVersion = $version, v.value = coalesce(v.value, 0) + 1
WITH v
UNWIND $rows AS row
MATCH (need:NeedKind {id: row[0]})
MATCH (help:HelpKind {id: row[1]})
MERGE (need)-[s:SOLVED_BY]->(help)
SET s.weight = row[2], s.knowledgeVersion = $version
RETURN count(s) AS rows
