UNWIND $ids AS id
MATCH (x:PartyOrganization|Enterprise)-[r:OBSERVES]->(a:Alliance {id: id})
WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
  AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
RETURN DISTINCT id AS of, CASE WHEN x:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END AS __typename,
  x.id AS id, x.name AS name, coalesce(x.pinyin, x.name) AS pinyin
ORDER BY of, pinyin, id
