// A content, found or made, and locked until the end of the transaction: whoever sweeps or attaches the same one waits. Null
// when somebody swept it while this waited: asked again, it is made anew.
MERGE (f:File {hash: $hash})
ON CREATE SET f.size = $size, f.mediaType = $mediaType
SET f.at = datetime()
RETURN f.hash AS hash
