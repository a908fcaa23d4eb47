// Those under way are looked through for what has ended since, and for what waits for an answer.
CREATE INDEX match_state IF NOT EXISTS FOR (n:Match) ON (n.state);
// What matching learns from projects that were finished, or sent back, before it was told of that.
MATCH (m:Match)-[:LED_TO]->(:ServiceProject {state: 'completed'})
WHERE m.outcome IS NULL
SET m.outcome = 'completed';
MATCH (m:Match)-[:LED_TO]->(p:ServiceProject {state: 'running'})
WHERE m.outcome IS NULL
  AND head(COLLECT { MATCH (e:Event)-[:HAPPENED_TO]->(p) RETURN e.from ORDER BY e.at DESC LIMIT 1 }) = 'completed'
SET m.outcome = 'sentBack';
