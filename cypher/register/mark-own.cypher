// What a real person has changed is theirs, no example any more.
MATCH (n:Enterprise|PartyOrganization {id: $id})
WHERE ($viewer.all OR n.audience IN $viewer.audiences)
OPTIONAL MATCH (n)-[of:EXAMPLE_OF]->(:ExampleRoot)
DELETE of
REMOVE n:Example
RETURN n.id AS id
