// Holds the weights until the transaction ends, so that two people follow each other: setting a property takes the lock before
// anything is read.
MERGE (k:DataVersion {id: 'knowledge'})
SET k.value = coalesce(k.value, 0)
RETURN k.servingWeights AS servingId, head(COLLECT {
  MATCH (v:WeightVersion {evidence: $evidence}) RETURN v.id ORDER BY v.number DESC LIMIT 1 }) AS sameId
