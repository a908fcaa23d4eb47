// Keys that no client will send again, with the answers they were given, some at a time.
MATCH (m:Mutation)
WHERE m.at < datetime() - duration({days: toInteger($days)})
WITH m LIMIT toInteger($limit)
DELETE m
RETURN count(*) AS forgotten
