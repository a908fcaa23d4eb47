// What an earlier version of the knowledge said and this one does not.
MATCH (k:NeedKind|HelpKind)
OPTIONAL MATCH (k)-[s:SOLVED_BY]->(:HelpKind)
WHERE s.knowledgeVersion <> $version
DELETE s
WITH DISTINCT k
WHERE k.knowledgeVersion <> $version
DETACH DELETE k
RETURN count(*) AS removed
