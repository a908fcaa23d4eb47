// Remembered that two entries are not the same.
MERGE (p:DistinctPair {id: $id})
ON CREATE SET p.aId = $aId, p.bId = $bId, p.at = datetime(), p.by = $by, p.byName = $byName
RETURN p.id AS id
