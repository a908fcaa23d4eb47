// Caches of what the seeding touched are old now.
UNWIND ['offers', 'demands'] AS id
MERGE (version:DataVersion {id: id})
SET version.value = coalesce(version.value, 0) + 1
RETURN version.id AS id, version.value AS value
