// Forgets a locked content that nothing holds.
MATCH (f:File {hash: $hash})
WHERE NOT EXISTS { (f)<-[:OF_FILE]-(:Attachment) }
DELETE f
RETURN count(*) AS deleted
