// Puts a version into service, or the frozen weights (null), with an event on what comes and on what goes, and tells every
// server to read anew.
MATCH (k:DataVersion {id: 'knowledge'})
OPTIONAL MATCH (before:WeightVersion {id: k.servingWeights})
OPTIONAL MATCH (after:WeightVersion {id: $id})
FOREACH (v IN CASE WHEN before IS NULL THEN [] ELSE [before] END |
  CREATE (:Event {at: datetime(), by: $by, from: 'serving', to: 'kept'})-[:HAPPENED_TO]->(v))
FOREACH (v IN CASE WHEN after IS NULL THEN [] ELSE [after] END |
  SET v.servedAt = datetime(), v.servedBy = $by
  CREATE (:Event {at: datetime(), by: $by, from: 'kept', to: 'serving'})-[:HAPPENED_TO]->(v))
SET k.servingWeights = $id, k.value = coalesce(k.value, 0) + 1
RETURN k.servingWeights AS serving
