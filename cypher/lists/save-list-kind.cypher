// What one of the three lists is called, what it means, who may stand on it and how it is shown; no row when somebody has
// said otherwise since. MERGE takes the lock of the id: of two at once the second finds what the first has set.
MERGE (k:ListKind {id: $id})
ON CREATE SET k.version = 0
WITH k WHERE k.version = $expectedVersion
SET k.version = k.version + 1, k.hubId = $hubId, k.list = $list, k.name = $name, k.description = $description,
  k.owners = $owners, k.enabled = $enabled, k.place = $place, k.columns = $columns, k.updatedAt = datetime()
RETURN k.version AS version
