UNWIND $ids AS id
MATCH (f:Offer {id: id})
WHERE ($viewer.all OR f.audience IN $viewer.audiences OR f.reviewedIn IN $viewer.audiences)
RETURN 'Offer' AS __typename, f.id AS id, CASE WHEN f:Resource THEN 'resource' ELSE 'project' END AS kind,
  f.title AS title, f.text AS text, CASE WHEN f.state = 'published' AND f.availableUntil < date($today) THEN 'expired' ELSE f.state END AS state, f.capacity AS capacity,
  CASE WHEN f.capacity IS NULL THEN null ELSE f.capacity - coalesce(f.used, 0) END AS remaining, f.unit AS unit,
  toString(f.availableFrom) AS availableFrom, toString(f.availableUntil) AS availableUntil,
  f.serviceRadiusKm AS serviceRadiusKm, f:Example AS example, coalesce(f.version, 1) AS version, f.returnReason AS returnReason, coalesce(f.publishTo, f.audience) AS shownTo,
  toString(f.createdAt) AS createdAt, toString(f.updatedAt) AS updatedAt,
  CASE WHEN f.location IS NULL THEN null
    ELSE {longitude: f.location.longitude, latitude: f.location.latitude} END AS location,
  head(COLLECT { MATCH (f)-[:IN_CATEGORY]->(c:Category) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }) AS category,
  head(COLLECT { MATCH (f)-[:OFFERED_BY]->(o:Enterprise|PartyOrganization|Department)
    WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
    RETURN {__typename: CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:Department THEN 'Department' ELSE 'PartyOrganization' END,
      id: o.id, name: o.name} ORDER BY o.id }) AS offeredBy,
  COLLECT { MATCH (f)-[:PROVIDES]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id } AS provides,
  COLLECT { MATCH (f)-[:BUYS]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id } AS buys,
  head(COLLECT { MATCH (f)-[:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }) AS alliance,
  head(COLLECT { MATCH (f)-[:FROM_SOURCE]->(s:SourceRecord)
    RETURN {id: s.id, title: coalesce(s.title, s.id), url: s.url, licence: s.licence} ORDER BY s.id }) AS source
