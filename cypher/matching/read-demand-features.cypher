// Stored features of candidates, where no index in this process has them.
UNWIND $ids AS id
MATCH (d:Demand {id: id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
RETURN d.id AS id, d.embedding AS vector, d.kindScores AS kinds
