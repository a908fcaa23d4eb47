// A category with its name and its place in the tree.
MERGE (c:Category {id: $id})
ON CREATE SET c:Entity, c:Searchable, c.createdAt = datetime()
SET c.name = $name, c.shortName = $name, c.aliases = coalesce(c.aliases, []), c.pinyin = $pinyin,
  c.pinyinInitials = $pinyinInitials, c.version = coalesce(c.version, 1) + 1, c.updatedAt = datetime()
WITH c
CALL (c) {
  MATCH (c)-[old:KIND_OF]->(:Category)
  DELETE old
}
CALL (c) {
  MATCH (p:Category {id: $parentId})
  CREATE (c)-[:KIND_OF]->(p)
}
RETURN c.id AS id
