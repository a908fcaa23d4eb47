// From the fifth failure on each one locks, twice as long as the last, up to 15 minutes; an hour of peace forgets.
MERGE (guard:SignInGuard {key: $key})
SET guard.failures = CASE
    WHEN guard.lastAt IS NULL OR guard.lastAt + duration({hours: 1}) < datetime() THEN 1 ELSE guard.failures + 1 END,
  guard.lastAt = datetime()
WITH guard, CASE WHEN guard.failures < 5 THEN 0
  ELSE toInteger(CASE WHEN guard.failures > 8 THEN 900 ELSE 30 * 2 ^ (guard.failures - 4) END) END AS seconds
SET guard.until = CASE WHEN seconds > 0 THEN datetime() + duration({seconds: seconds}) ELSE null END
RETURN guard.failures AS failures, seconds AS lockedSeconds
