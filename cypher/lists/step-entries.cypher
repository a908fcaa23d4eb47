// One step for many entries, each with its event. What is published is shown to whom it was meant for from now on.
UNWIND $rows AS row
MATCH (x:Demand|Offer {id: row.id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
CREATE (e:Event {at: datetime(), by: $by, from: row.from, to: $to, reason: $reason})-[:HAPPENED_TO]->(x)
SET x.state = $to, x.version = x.version + 1, x.updatedAt = datetime(),
  x.withdrawnFrom = CASE WHEN $to = 'withdrawn' THEN row.from END,
  x.returnReason = CASE $to WHEN 'returned' THEN $reason WHEN 'withdrawn' THEN x.returnReason END
FOREACH (_ IN CASE WHEN $to = 'published' THEN [1] ELSE [] END |
  SET x.audience = coalesce(x.publishTo, x.audience), x.publishTo = null, x.reviewedIn = null)
RETURN x.id AS id, x.version AS version
