// What a real person works on is theirs, no example any more: it stays when the examples are taken away.
MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
OPTIONAL MATCH (p)-[of:EXAMPLE_OF]->(:ExampleRoot)
DELETE of
REMOVE p:Example
RETURN p.id AS id
