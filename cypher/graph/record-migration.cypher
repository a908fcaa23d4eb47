MERGE (migration:Migration {id: $id})
ON CREATE SET migration.name = $name, migration.checksum = $checksum, migration.appliedAt = datetime()
RETURN migration.id AS id
