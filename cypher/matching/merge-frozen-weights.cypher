// Keeps where the frozen weights come from, as version 0: what is learnt from them is told beside them.
MERGE (v:WeightVersion {id: $id})
ON CREATE SET v:Entity, v.createdAt = datetime($chosenOn)
SET v.number = 0, v.base = $base, v.comparedWith = $base, v.weights = $weights, v.shifts = '{}', v.finding = 'frozen', v.origin = $origin,
  v.learntGood = 0, v.learntBad = 0, v.learntNeeds = 0, v.heldGood = 0, v.heldBad = 0, v.heldNeeds = 0
RETURN v.id AS id
