// `keepPhone` leaves the number as it is.
MATCH (a:Account {id: $id})
WITH a, {name: a.name, email: a.email, hasPhone: a.phone IS NOT NULL} AS before, a.version AS version
FOREACH (_ IN CASE WHEN version = toInteger($expectedVersion) THEN [1] ELSE [] END |
  SET a.name = $name, a.email = $email, a.phone = CASE WHEN $keepPhone THEN a.phone ELSE $phone END,
    a.phoneHint = CASE WHEN $keepPhone THEN a.phoneHint ELSE $phoneHint END,
    a.version = version + 1, a.updatedAt = datetime())
RETURN before, version
