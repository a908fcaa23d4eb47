// What a real person works on is theirs, no example any more: it stays when the examples are taken away.
MATCH (c:MembershipCase {id: $id})
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
OPTIONAL MATCH (c)-[of:EXAMPLE_OF]->(:ExampleRoot)
DELETE of
REMOVE c:Example
RETURN c.id AS id
