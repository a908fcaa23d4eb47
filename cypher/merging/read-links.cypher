// Sees everything: a merge moves all that hangs on the two, whoever may see it; only numbers of it are told.
// Each property goes out with its type, so that what is put back is exactly what was there.
UNWIND $ids AS id
MATCH (n:Enterprise|PartyOrganization|MergedEntry {id: id})-[r]-(other)
WHERE type(r) <> 'MERGED_INTO' AND NOT (n:MergedEntry AND type(r) = 'EXAMPLE_OF')
RETURN id AS of, elementId(r) AS key, type(r) AS type, startNode(r) = n AS outgoing, elementId(other) AS otherKey,
  other.id AS otherId, coalesce(other.title, other.name, other.id) AS otherName,
  [name IN keys(r) | head([v IN [r[name]] | {name: name, kind: split(valueType(v), ' ')[0], value: CASE
    WHEN v IS NULL THEN null
    WHEN valueType(v) STARTS WITH 'POINT' THEN [v.longitude, v.latitude]
    WHEN valueType(v) STARTS WITH 'STRING' OR valueType(v) STARTS WITH 'BOOLEAN' OR valueType(v) STARTS WITH 'LIST' THEN v
    ELSE toString(v) END}])] AS values
ORDER BY of, type, otherId, key
