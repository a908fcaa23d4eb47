// A person's plans, newest first; one alone when its id is given. One whose process has died counts as failed.
MATCH (p:Plan {makerId: $makerId})
WHERE $id IS NULL OR p.id = $id
WITH p, p.state = 'running' AND p.updatedAt < datetime() - duration({seconds: $staleSeconds}) AS dead
ORDER BY p.createdAt DESC, p.id DESC LIMIT toInteger($limit)
RETURN p.id AS id, CASE WHEN dead THEN 'failed' ELSE p.state END AS state,
  CASE WHEN dead THEN '服务重新启动，这次统筹中断了。请重新统筹。' ELSE p.failure END AS failure,
  p.degraded AS degraded, toString(p.createdAt) AS createdAt, p.filter AS filter,
  p.providersPerNeed AS providersPerNeed, p.fairness AS fairness, p.mostPerProvider AS mostPerProvider,
  p.fairShare AS fairShare, p.needCount AS needCount, p.done AS done, p.objective AS objective,
  p.greedyObjective AS greedyObjective, p.bound AS bound, p.proven AS proven, p.tookMs AS tookMs, p.solveMs AS solveMs,
  p.weightsVersion AS weightsVersion,
  COUNT { (p)-[:HOLDS_PAIR]->() } AS pairCount, COUNT { (p)-[:HOLDS_GAP]->() } AS gapCount,
  COLLECT { MATCH (p)-[:HOLDS_GAP]->(g:PlanGap) WITH g.reason AS reason, count(*) AS count
    RETURN {reason: reason, count: count} ORDER BY reason } AS gaps
