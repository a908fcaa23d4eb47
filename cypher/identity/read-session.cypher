// Who a session belongs to and what that account holds today: an account, or the maker of the share link it opened.
MATCH (s:Session {hash: $hash})
WHERE s.endsAt > datetime() AND s.lastSeenAt + duration({seconds: toInteger($idleSeconds)}) > datetime()
OPTIONAL MATCH (s)-[:OF_ACCOUNT]->(own:Account {state: 'active'})
OPTIONAL MATCH (s)-[:OPENED]->(link:ShareLink)-[:MADE_BY]->(sharer:Account {state: 'active'})
WHERE link.expiresAt > datetime()
OPTIONAL MATCH (demo:Setting {id: 'demo'})
WITH s, link, coalesce(own, sharer) AS a, coalesce(demo.value, 'off') = 'on' AS demoOn
WHERE a IS NOT NULL AND (NOT a.demo OR ($demoAllowed AND demoOn))
RETURN s.id AS sessionId, toString(s.endsAt) AS endsAt,
  s.lastSeenAt + duration({seconds: 60}) < datetime() AS stale,
  a.id AS accountId, a.name AS name, a.demo AS demo, demoOn AND $demoAllowed AS demoOn, a.mustChangePassword AS mustChangePassword,
  CASE WHEN link IS NULL THEN null ELSE {id: link.id, name: link.name, path: link.path, audiences: link.audiences,
    expiresAt: toString(link.expiresAt)} END AS link,
  COLLECT {
    MATCH (a)-[:HOLDS]->(g:Grant)
    WHERE g.until IS NULL OR date($today) < g.until
    RETURN {grantId: g.id, role: g.role, placeId: g.placeId, until: toString(g.until)} AS item ORDER BY g.id
  } AS grants
