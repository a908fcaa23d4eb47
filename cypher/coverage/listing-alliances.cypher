// The alliance that would list an organisation of each firm: the one that the firm observes, else the one of its chain.
UNWIND $ids AS id
MATCH (e:Enterprise {id: id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
CALL (e) {
  MATCH (e)-[m:OBSERVES]->(a:Alliance)
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
  RETURN a.id AS allianceId, 0 AS rank
  UNION
  MATCH (e)-[s:OCCUPIES]->(:ChainPosition)-[:PART_OF_CHAIN]->(:IndustryChain)<-[:FOR_CHAIN]-(a:Alliance)
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
  RETURN a.id AS allianceId, 1 AS rank
}
WITH id, allianceId, rank ORDER BY rank, allianceId
WITH id, head(collect(allianceId)) AS allianceId
RETURN id, allianceId
