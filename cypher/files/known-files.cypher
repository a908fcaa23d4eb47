// Which of these contents the graph knows.
UNWIND $hashes AS hash
MATCH (f:File {hash: hash})
RETURN f.hash AS hash
