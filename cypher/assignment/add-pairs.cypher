// The pairs of a plan, in its order. A row is [order, need, offer, score, share, amount, unit, deciding factors as JSON].
MATCH (p:Plan {id: $id})
UNWIND $rows AS row
CREATE (p)-[:HOLDS_PAIR]->(:PlanPair {order: row[0], demandId: row[1], offerId: row[2], score: row[3], share: row[4],
  amount: row[5], unit: row[6], deciding: row[7]})
RETURN count(*) AS rows
