// Administrators for good: one whose role ends some day leaves nobody then.
// Counting up first locks the node: of two that dismiss each other at once the second sees what the first has done.
MERGE (lock:Setting {id: 'administrators'})
SET lock.value = toString(toInteger(coalesce(lock.value, '0')) + 1)
WITH lock
OPTIONAL MATCH (a:Account {state: 'active', demo: false})-[:HOLDS]->(g:Grant {role: 'administrator'})
WHERE g.until IS NULL
RETURN count(DISTINCT a) AS administrators
