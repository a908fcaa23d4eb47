// What a real person has changed is theirs, no example any more: it stays when the examples are taken away.
MATCH (a:Attachment {id: $id})
OPTIONAL MATCH (a)-[of:EXAMPLE_OF]->(:ExampleRoot)
DELETE of
REMOVE a:Example
RETURN a.id AS id
