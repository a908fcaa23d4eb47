// A step of the state table.
MATCH (x:Demand|Offer {id: $id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
SET x.state = $to, x.withdrawnFrom = $withdrawnFrom, x.version = x.version + 1, x.updatedAt = datetime()
RETURN x.id AS id, x.version AS version
