// Kinds of need and help by their names.
MATCH (k:NeedKind|HelpKind)
RETURN k.id AS id, k.name AS name
ORDER BY id LIMIT 1000
