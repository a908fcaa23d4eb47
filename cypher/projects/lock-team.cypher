// A team to be changed, locked until the end of the transaction: setting a property takes the lock before it is read.
MATCH (t:ServiceTeam {id: $id})
WHERE ($viewer.all OR t.audience IN $viewer.audiences)
SET t.version = coalesce(t.version, 1) + 1
RETURN t.id AS id, t.version - 1 AS version, EXISTS { (t)-[:FROM_SOURCE]->(:SourceRecord) } AS published,
  head(COLLECT { MATCH (t)-[:SERVES]->(a:Alliance) WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    RETURN a.id ORDER BY a.id }) AS allianceId
