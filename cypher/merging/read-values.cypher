// Sees everything: who may keep the entry was asked before.
// Each property with its type, so that what is put back is exactly what was there.
MATCH (n:Enterprise|PartyOrganization|MergedEntry {id: $id})
RETURN elementId(n) AS key, n.name AS name, labels(n) AS labels,
  [name IN $names | head([v IN [n[name]] | {name: name, kind: split(valueType(v), ' ')[0], value: CASE
    WHEN v IS NULL THEN null
    WHEN valueType(v) STARTS WITH 'POINT' THEN [v.longitude, v.latitude]
    WHEN valueType(v) STARTS WITH 'STRING' OR valueType(v) STARTS WITH 'BOOLEAN' OR valueType(v) STARTS WITH 'LIST' THEN v
    ELSE toString(v) END}])] AS values
