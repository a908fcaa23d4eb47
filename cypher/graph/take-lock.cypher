// Counting first locks the node, so that two servers look at the holder one after the other.
MERGE (lock:MigrationLock {name: $name})
SET lock.attempts = coalesce(lock.attempts, 0) + 1
WITH lock
SET lock.holder = CASE
      WHEN lock.holder IS NULL OR lock.holder = $holder OR lock.until < datetime() THEN $holder
      ELSE lock.holder
    END
WITH lock, lock.holder = $holder AS mine
SET lock.until = CASE WHEN mine THEN datetime() + duration({seconds: $seconds}) ELSE lock.until END
RETURN mine
