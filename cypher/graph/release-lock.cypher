MATCH (lock:MigrationLock {name: $name, holder: $holder})
SET lock.holder = null
RETURN count(lock) AS released
