UNWIND $ids AS id
MATCH (o:PartyOrganization {id: id})-[r:SUBORDINATE_TO]->(s:PartyOrganization)
WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND s.audience IN $viewer.audiences))
  AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
RETURN id AS of, s.id AS id, s.name AS name, s.shortName AS shortName
ORDER BY of, id
