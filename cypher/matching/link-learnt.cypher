// Notes what a version was learnt from and judged by, as it was then.
// Sees everything: writes the whole evidence and shows none of it.
MATCH (v:WeightVersion {id: $id})
UNWIND $rows AS row
MATCH (m:Match {id: row.id})
CREATE (v)-[of:LEARNT_FROM {heldBack: row.heldBack, good: row.good, importance: row.importance, because: row.because,
  rating: row.rating}]->(m)
RETURN count(of) AS linked
