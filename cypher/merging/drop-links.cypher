// Sees everything: a merge moves all that hangs on the two, whoever may see it, and shows none of it.
MATCH ()-[r]->()
WHERE elementId(r) IN $keys
DELETE r
RETURN count(*) AS dropped
