MATCH (p:DistinctPair {id: $id})
DELETE p
RETURN count(*) AS deleted
