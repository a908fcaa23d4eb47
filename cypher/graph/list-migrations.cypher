MATCH (migration:Migration)
RETURN migration.id AS id, migration.name AS name, migration.checksum AS checksum
ORDER BY id
