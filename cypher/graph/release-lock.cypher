MATCH (lock:MigrationLock {name: 'migrations', holder: $holder})
SET lock.holder = null
RETURN count(lock) AS released
