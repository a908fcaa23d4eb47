// A content, found or made, and locked until the end of the transaction: whoever sweeps or attaches the same one waits.
MERGE (f:File {hash: $hash})
ON CREATE SET f.size = $size, f.mediaType = $mediaType
SET f.at = datetime()
RETURN f.hash AS hash
