MATCH (t:SignInAttempt {hash: $hash})
WITH t, t.nonce AS nonce, t.verifier AS verifier, t.returnTo AS returnTo, t.until > datetime() AS inTime
DELETE t
RETURN nonce, verifier, returnTo, inTime
