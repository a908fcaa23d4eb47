// Sees everything: who sees what follows the owner, and shows none of it.
// Only what still stands as it was left; whatever was changed meanwhile stays.
UNWIND $rows AS row
MATCH (n:Entity|Grant|Attachment|ShareLink {id: row.id})
WHERE n[row.name] = row.from
SET n[row.name] = row.to
RETURN n.id AS id
