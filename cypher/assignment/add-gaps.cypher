// The needs that a plan leaves open, in its order. A row is [order, need, reason, share, facts as JSON].
MATCH (p:Plan {id: $id})
UNWIND $rows AS row
CREATE (p)-[:HOLDS_GAP]->(:PlanGap {order: row[0], demandId: row[1], reason: row[2], share: row[3], facts: row[4]})
RETURN count(*) AS rows
