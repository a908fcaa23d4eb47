UNWIND $ids AS id
MATCH (o:PartyOrganization)-[r:COVERS]->(e:Enterprise {id: id})
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND e.audience IN $viewer.audiences))
  AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
WITH id, o, r ORDER BY r.since DESC, o.id
WITH id, head(collect({id: o.id, name: o.name, shortName: o.shortName})) AS organization,
  head(collect(coalesce(r.mode, 'independent'))) AS mode
RETURN id AS of, organization, mode
