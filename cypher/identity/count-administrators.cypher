MATCH (a:Account {state: 'active', demo: false})-[:HOLDS]->(g:Grant {role: 'administrator'})
WHERE g.until IS NULL OR date($today) < g.until
RETURN count(DISTINCT a) AS administrators
