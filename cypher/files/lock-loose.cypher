// A content, known or not, locked until the end of the transaction, and whether anything holds it: whoever attaches the same
// one waits meanwhile. `hash` is null when another sweeper was faster.
MERGE (f:File {hash: $hash})
ON CREATE SET f.at = datetime(), f.size = 0, f.mediaType = 'application/octet-stream'
SET f.hash = f.hash
RETURN f.hash AS hash, EXISTS { (f)<-[:OF_FILE]-(:Attachment) } AS held
