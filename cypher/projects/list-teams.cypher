// Service teams with the departments they are staffed by and the projects they carry out, the real before examples.
MATCH (t:ServiceTeam)
WHERE ($viewer.all OR t.audience IN $viewer.audiences)
  AND ($id IS NULL OR t.id = $id)
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (t)-[:SERVES]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
WITH t ORDER BY t:Example, t.name, t.id
WITH collect(t) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found[..toInteger($limit)] AS t
  RETURN {id: t.id, name: t.name, number: t.number, colour: t.colour, division: t.division, description: t.description,
    example: t:Example, version: coalesce(t.version, 1), published: EXISTS { (t)-[:FROM_SOURCE]->(:SourceRecord) },
    departments: COLLECT { MATCH (t)-[:STAFFED_BY]->(d:Department) RETURN {id: d.id, name: d.name} ORDER BY d.name, d.id LIMIT 50 },
    alliance: head(COLLECT { MATCH (t)-[:SERVES]->(a:Alliance) WHERE ($viewer.all OR a.audience IN $viewer.audiences)
      RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id }),
    projectCount: COUNT { MATCH (t)<-[:CARRIED_OUT_BY]-(p:ServiceProject) WHERE ($viewer.all OR p.audience IN $viewer.audiences) },
    exampleCount: COUNT { MATCH (t)<-[:CARRIED_OUT_BY]-(p:ServiceProject) WHERE p:Example AND ($viewer.all OR p.audience IN $viewer.audiences) }}
} AS items
