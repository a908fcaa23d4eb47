// Sees everything: who may keep the entry was asked before.
MATCH (n:Enterprise|PartyOrganization {id: $id})
FOREACH (v IN $values | SET n[v.name] = CASE v.kind WHEN 'INTEGER' THEN toInteger(v.value) WHEN 'FLOAT' THEN toFloat(v.value)
    WHEN 'DATE' THEN date(v.value) WHEN 'ZONED' THEN datetime(v.value)
    WHEN 'POINT' THEN point({longitude: v.value[0], latitude: v.value[1]}) ELSE v.value END)
SET n.version = coalesce(n.version, 1) + 1
FOREACH (_ IN CASE WHEN $example THEN [1] ELSE [] END | SET n:Example)
FOREACH (_ IN CASE WHEN $example THEN [] ELSE [1] END | REMOVE n:Example)
RETURN n.id AS id
