// Token look-up indexes are there from the beginning; those of constraints come with them.
SHOW INDEXES YIELD name, type, owningConstraint, createStatement
WHERE type <> 'LOOKUP' AND owningConstraint IS NULL
RETURN name, createStatement
ORDER BY name
