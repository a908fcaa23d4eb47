// The change as an event on the entry, and the count that tells caches they are old.
MATCH (x:Demand|Offer {id: $id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
CREATE (e:Event {at: datetime(), by: $by, from: $from, to: $to, reason: $reason})-[:HAPPENED_TO]->(x)
MERGE (v:DataVersion {id: $counter})
ON CREATE SET v.value = 1
ON MATCH SET v.value = v.value + 1
RETURN v.value AS value
