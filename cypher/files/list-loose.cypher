// Contents that nothing holds and that were let go longer ago than the grace.
MATCH (f:File)
WHERE f.at < datetime() - duration({seconds: toInteger($graceSeconds)}) AND NOT EXISTS { (f)<-[:OF_FILE]-(:Attachment) }
RETURN f.hash AS hash LIMIT toInteger($limit)
