// Holds the weights until the transaction ends, so that two people follow each other, and tells every server to read anew.
MERGE (k:DataVersion {id: 'knowledge'})
SET k.value = coalesce(k.value, 0) + 1
RETURN k.servingWeights AS serving, COUNT { (:WeightVersion) } AS versions
