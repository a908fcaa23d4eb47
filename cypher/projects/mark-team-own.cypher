// What a real person works on is theirs, no example any more.
MATCH (t:ServiceTeam {id: $id})
WHERE ($viewer.all OR t.audience IN $viewer.audiences)
OPTIONAL MATCH (t)-[of:EXAMPLE_OF]->(:ExampleRoot)
DELETE of
REMOVE t:Example
RETURN t.id AS id
