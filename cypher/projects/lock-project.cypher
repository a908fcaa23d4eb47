// A project to be changed, locked until the end of the transaction: setting a property takes the lock before it is read.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
SET p.version = p.version + 1, p.updatedAt = datetime()
RETURN p.id AS id, p.state AS state, p.version - 1 AS version
