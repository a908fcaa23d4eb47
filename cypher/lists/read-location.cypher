// Where a firm, service station, park or district lies; no row where it may not be seen or has no point.
MATCH (n:Entity {id: $id})
WHERE ((n:Enterprise|ServiceStation AND ($viewer.all OR n.audience IN $viewer.audiences)) OR n:Park|District)
  AND n.location IS NOT NULL
RETURN n.location.longitude AS longitude, n.location.latitude AS latitude
