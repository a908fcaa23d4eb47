// Only the node: what it says is saved by the next statement, as for an edit.
CREATE (f:Offer:Entity {id: $id, version: 0, createdAt: datetime()})
RETURN f.id AS id
