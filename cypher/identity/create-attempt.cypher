CREATE (t:SignInAttempt {hash: $hash, nonce: $nonce, verifier: $verifier, returnTo: $returnTo,
  until: datetime() + duration({minutes: 10})})
WITH t
CALL () {
  MATCH (old:SignInAttempt)
  WHERE old.until < datetime()
  WITH old LIMIT 100
  DELETE old
}
RETURN t.hash AS hash
