// Batches that look for what is there and add to it go one after the other: two files with the same row make one entry.
MERGE (v:DataVersion {id: $counter})
ON CREATE SET v.value = 0
SET v.value = v.value + $by
RETURN v.value AS value
