// Whoever changes a board waits here for whoever is changing it.
MERGE (v:DataVersion {id: 'board:' + $allianceId})
ON CREATE SET v.value = 1
ON MATCH SET v.value = v.value + 1
RETURN v.value AS value
