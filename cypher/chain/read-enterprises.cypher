UNWIND $ids AS id
MATCH (e:Enterprise {id: id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
RETURN 'Enterprise' AS __typename, e.id AS id, e.name AS name, e.shortName AS shortName, e.creditCode AS creditCode,
  e.scale AS scale, coalesce(e.tags, []) AS tags, e.employees AS employees, e:Example AS example,
  CASE WHEN e.location IS NULL THEN null
    ELSE {longitude: e.location.longitude, latitude: e.location.latitude} END AS location
