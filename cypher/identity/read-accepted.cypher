// Whom a used link let in: asked when the same link comes again, after a lost answer.
MATCH (i:Invitation {hash: $hash})
WHERE i.usedAt IS NOT NULL
MATCH (a:Account {id: i.usedBy})
RETURN i.kind AS kind, a.username AS username
