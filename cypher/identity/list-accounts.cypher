// One page of accounts by name, and the count under the same filter.
MATCH (a:Account)
WHERE ($ids IS NULL OR a.id IN $ids) AND ($state IS NULL OR a.state = $state)
  AND ($text IS NULL OR toLower(a.name) CONTAINS $text OR a.username CONTAINS $text)
  AND ($role IS NULL OR EXISTS { MATCH (a)-[:HOLDS]->(g:Grant {role: $role}) WHERE g.until IS NULL OR date($today) < g.until })
WITH collect({a: a, id: a.id, key: a.username}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH item, item.a AS a ORDER BY item.key, item.id LIMIT toInteger($limit)
  OPTIONAL MATCH (guard:SignInGuard {key: a.username}) WHERE guard.until > datetime()
  RETURN {cursorKey: item.key, id: a.id, username: a.username, name: a.name, email: a.email, phoneHint: a.phoneHint,
    state: a.state, demo: a.demo, singleSignOn: a.subject IS NOT NULL, hasPassword: a.passwordHash IS NOT NULL,
    lockedUntil: toString(guard.until), lastSignInAt: toString(a.lastSignInAt), createdAt: toString(a.createdAt),
    version: a.version, grants: COLLECT {
      MATCH (a)-[:HOLDS]->(g:Grant)
      WHERE g.until IS NULL OR date($today) < g.until
      RETURN {grantId: g.id, role: g.role, placeId: g.placeId, until: toString(g.until)} AS grant ORDER BY g.id }}
} AS items
