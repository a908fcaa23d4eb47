UNWIND $ids AS id
MATCH (d:Demand {id: id})
WHERE ($viewer.all OR d.audience IN $viewer.audiences OR d.reviewedIn IN $viewer.audiences)
RETURN 'Demand' AS __typename, d.id AS id, d.title AS title, d.text AS text, CASE WHEN d.state = 'published' AND d.neededBy < date($today) THEN 'expired' ELSE d.state END AS state,
  d.beneficiary AS beneficiary, d.quantity AS quantity, d.unit AS unit, toString(d.neededFrom) AS neededFrom,
  toString(d.neededBy) AS neededBy, coalesce(d.urgency, 'normal') AS urgency, d:Example AS example,
  coalesce(d.version, 1) AS version, d.returnReason AS returnReason, coalesce(d.publishTo, d.audience) AS shownTo, toString(d.createdAt) AS createdAt, toString(d.updatedAt) AS updatedAt,
  CASE WHEN d.location IS NULL THEN null
    ELSE {longitude: d.location.longitude, latitude: d.location.latitude} END AS location,
  head(COLLECT { MATCH (d)-[:IN_CATEGORY]->(c:Category) RETURN {id: c.id, name: c.name, code: c.code} ORDER BY c.id }) AS category,
  head(COLLECT { MATCH (d)-[:RAISED_BY]->(o:Enterprise|PartyOrganization|Department)
    WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department)
    RETURN {__typename: CASE WHEN o:Enterprise THEN 'Enterprise' WHEN o:Department THEN 'Department' ELSE 'PartyOrganization' END,
      id: o.id, name: o.name} ORDER BY o.id }) AS raisedBy,
  COLLECT { MATCH (d)-[:WANTS]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id } AS wants,
  COLLECT { MATCH (d)-[:SELLS]->(p:Product) RETURN {id: p.id, name: p.name} ORDER BY p.name, p.id } AS sells,
  head(COLLECT { MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }) AS alliance,
  head(COLLECT { MATCH (d)-[:FROM_SOURCE]->(s:SourceRecord)
    RETURN {id: s.id, title: coalesce(s.title, s.id), url: s.url, licence: s.licence} ORDER BY s.id }) AS source
