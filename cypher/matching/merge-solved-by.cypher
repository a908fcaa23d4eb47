// Which help solves which problem, and how well; marks the version as complete.
MERGE (v:DataVersion {id: 'knowledge'})
SET v.knowledgeVersion = $version, v.value = coalesce(v.value, 0) + 1
WITH v
UNWIND $rows AS row
MATCH (need:NeedKind {id: row.needKindId})
MATCH (help:HelpKind {id: row.helpKindId})
MERGE (need)-[s:SOLVED_BY]->(help)
SET s.weight = row.weight, s.knowledgeVersion = $version
RETURN count(s) AS rows
