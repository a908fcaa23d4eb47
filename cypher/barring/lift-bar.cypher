// From today on it holds no more; the record stays. Whoever lifts it was found to act for its asker in this transaction.
MATCH (b:DoNotMatch {id: $id})-[:ASKED_BY]->(o:Enterprise|PartyOrganization|Department)
WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
SET b.until = date($today), b.version = coalesce(b.version, 1) + 1, b.updatedAt = datetime()
CREATE (:Event {at: datetime(), by: $by, byName: $byName, from: 'standing', to: 'lifted', reason: $reason})-[:HAPPENED_TO]->(b)
RETURN b.id AS id
