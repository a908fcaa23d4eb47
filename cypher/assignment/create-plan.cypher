// A plan that begins, unless the same person has one under way.
OPTIONAL MATCH (other:Plan {makerId: $makerId, state: 'running'})
WHERE other.updatedAt > datetime() - duration({seconds: $staleSeconds})
WITH count(other) AS running
CALL (running) {
  WITH running WHERE running = 0
  CREATE (p:Plan:Entity {id: $id, makerId: $makerId, state: 'running', createdAt: datetime(), updatedAt: datetime(),
    needCount: $needCount, done: 0, filter: $filter, providersPerNeed: $providersPerNeed, fairness: $fairness,
    penalty: $penalty, mostPerProvider: $mostPerProvider, weightsVersion: $weightsVersion})
  RETURN count(p) AS made
}
RETURN running, made
