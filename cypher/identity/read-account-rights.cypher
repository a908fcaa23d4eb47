// What an account holds today, whether it is signed in or not.
MATCH (a:Account {id: $id, state: 'active'})
OPTIONAL MATCH (demo:Setting {id: 'demo'})
WITH a, coalesce(demo.value, 'off') = 'on' AND $demoAllowed AS demoOn
WHERE NOT a.demo OR demoOn
RETURN demoOn, a.mustChangePassword AS mustChangePassword,
  COLLECT {
    MATCH (a)-[:HOLDS]->(g:Grant)
    WHERE g.until IS NULL OR date($today) < g.until
    RETURN {grantId: g.id, role: g.role, placeId: g.placeId, until: toString(g.until)} AS item ORDER BY g.id
  } AS grants
