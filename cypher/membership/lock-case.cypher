// A case to be changed, locked until the end of the transaction: setting a property takes the lock before it is read.
MATCH (c:MembershipCase {id: $id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
SET c.version = c.version + 1, c.updatedAt = datetime()
RETURN c.id AS id, c.version - 1 AS version
