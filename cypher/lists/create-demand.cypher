// Only the node: what it says is saved by the next statement, as for an edit.
CREATE (d:Demand:Entity {id: $id, version: 0, createdAt: datetime()})
RETURN d.id AS id
