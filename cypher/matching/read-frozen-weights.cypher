// What is kept of where the frozen weights come from; no row before the first start.
MATCH (v:WeightVersion {id: $id})
RETURN v.weights AS weights, v.origin AS origin
