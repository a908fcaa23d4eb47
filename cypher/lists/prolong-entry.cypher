// Another last day, and published again where it had run out.
MATCH (x:Demand|Offer {id: $id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences)
SET x.state = 'published', x.version = x.version + 1, x.updatedAt = datetime()
FOREACH (_ IN CASE WHEN x:Demand THEN [1] ELSE [] END | SET x.neededBy = date($until))
FOREACH (_ IN CASE WHEN x:Offer THEN [1] ELSE [] END | SET x.availableUntil = date($until))
RETURN x.id AS id, x.version AS version
