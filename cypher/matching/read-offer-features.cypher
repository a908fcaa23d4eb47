// Stored features of candidates, where no index in this process has them.
UNWIND $ids AS id
MATCH (o:Offer {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
RETURN o.id AS id, o.embedding AS vector, o.kindScores AS kinds
