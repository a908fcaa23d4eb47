UNWIND $ids AS id
MATCH (m:PartyOrganization {id: id})-[r:MEMBER_OF]->(a:Alliance)
WHERE ($viewer.all OR (m.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
  AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
RETURN id AS of, toString(r.since) AS since, toString(r.until) AS until,
  {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} AS alliance,
  {id: m.id, name: m.name, shortName: m.shortName} AS organization
ORDER BY of, a.id
