// The count that tells caches they are old.
MERGE (v:DataVersion {id: $counter})
ON CREATE SET v.value = $by
ON MATCH SET v.value = v.value + $by
RETURN v.value AS value
