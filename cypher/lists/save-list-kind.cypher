// What one of the three lists is called here, what it means, and who may stand on it.
MERGE (k:ListKind {id: $list})
ON CREATE SET k.version = 1
ON MATCH SET k.version = k.version + 1
SET k.name = $name, k.description = $description, k.owners = $owners, k.updatedAt = datetime()
RETURN k.version AS version
