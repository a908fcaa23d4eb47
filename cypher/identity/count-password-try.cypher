// Kept by the name somebody typed, whether such an account exists or not, so that a lock tells nothing.
// From the fifth try without success on each one locks, twice as long as the last, up to 15 minutes; an hour of peace
// forgets. Noting the instant first locks the node: of many tries at once each sees what the ones before it have counted.
MERGE (guard:SignInGuard {key: $key})
SET guard.triedAt = datetime()
WITH guard, NOT coalesce(guard.until > datetime(), false) AS allowed
WITH guard, allowed, CASE
    WHEN NOT allowed THEN guard.failures
    WHEN guard.lastAt IS NULL OR guard.lastAt + duration({hours: 1}) < datetime() THEN 1
    ELSE guard.failures + 1 END AS failures
WITH guard, allowed, failures, CASE WHEN failures < 5 THEN 0
  ELSE toInteger(CASE WHEN failures > 8 THEN 900 ELSE 30 * 2 ^ (failures - 4) END) END AS seconds
FOREACH (_ IN CASE WHEN allowed THEN [1] ELSE [] END |
  SET guard.failures = failures, guard.lastAt = datetime(),
    guard.until = CASE WHEN seconds > 0 THEN datetime() + duration({seconds: seconds}) ELSE null END)
RETURN allowed, CASE WHEN allowed THEN seconds
  ELSE duration.inSeconds(datetime(), guard.until).seconds + 1 END AS lockedSeconds
