// What a real person has changed is theirs, no example any more: it stays when the examples are taken away.
MATCH (x:Demand|Offer {id: $id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
OPTIONAL MATCH (x)-[of:EXAMPLE_OF]->(:ExampleRoot)
DELETE of
REMOVE x:Example
RETURN x.id AS id
