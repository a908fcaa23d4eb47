MATCH (t:ApiToken {hash: $hash})-[:OF_ACCOUNT]->(a:Account {state: 'active'})
WHERE t.expiresAt > datetime() AND NOT a.demo
RETURN t.id AS tokenId, t.name AS tokenName, t.scopes AS scopes,
  coalesce(t.lastUsedAt + duration({seconds: 60}) < datetime(), true) AS stale,
  a.id AS accountId, a.name AS name, a.mustChangePassword AS mustChangePassword,
  COLLECT {
    MATCH (a)-[:HOLDS]->(g:Grant)
    WHERE g.until IS NULL OR date($today) < g.until
    RETURN {grantId: g.id, role: g.role, placeId: g.placeId, until: toString(g.until)} AS item ORDER BY g.id
  } AS grants
