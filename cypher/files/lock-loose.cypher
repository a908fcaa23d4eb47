// A content, known or not, locked until the end of the transaction, and whether anything holds it: whoever attaches the same
// one waits meanwhile.
MERGE (f:File {hash: $hash})
ON CREATE SET f.at = datetime(), f.size = 0, f.mediaType = 'application/octet-stream'
SET f.hash = f.hash
RETURN EXISTS { (f)<-[:OF_FILE]-(:Attachment) } AS held
