UNWIND $ids AS id
MATCH (o:PartyOrganization {id: id})-[r:COVERS]->(e:Enterprise)
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
  AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
RETURN id AS of, coalesce(r.mode, 'independent') AS mode, toString(r.since) AS since,
  {id: e.id, name: e.name, shortName: e.shortName} AS enterprise
ORDER BY of, coalesce(e.pinyin, e.name), e.id
