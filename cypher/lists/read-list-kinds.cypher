// What the three lists are called here, as far as it differs from the usual.
MATCH (k:ListKind)
RETURN k.id AS list, k.name AS name, k.description AS description, k.owners AS owners, k.version AS version
