// Out of the choices, or back among them; what is filed under it stays there.
MATCH (c:Category {id: $id})
SET c.retiredAt = CASE WHEN $retired THEN datetime() END, c.version = coalesce(c.version, 1) + 1, c.updatedAt = datetime()
RETURN c.id AS id
