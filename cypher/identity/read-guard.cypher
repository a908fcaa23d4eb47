// Kept by the name somebody typed, whether such an account exists or not, so that a lock tells nothing.
OPTIONAL MATCH (guard:SignInGuard {key: $key})
RETURN CASE WHEN guard.until > datetime()
  THEN duration.inSeconds(datetime(), guard.until).seconds + 1 ELSE 0 END AS lockedSeconds
