// Programmes with what was published about them; all of them where no ids are given.
MATCH (g:Programme)
WHERE $ids IS NULL OR g.id IN $ids
RETURN 'Programme' AS __typename, g.id AS id, g.name AS name, g.place AS place, g.summary AS summary,
  COLLECT { MATCH (m:Mechanism)-[:PRACTISED_BY]->(g)
    RETURN {id: m.id, name: m.name, description: m.description} ORDER BY m.id } AS mechanisms,
  COLLECT { MATCH (f:PublishedFigure)-[:FIGURE_OF]->(g)
    RETURN {id: f.id, label: f.label, value: f.value, unit: f.unit, note: f.note} ORDER BY f.id } AS figures,
  COLLECT { MATCH (a:Alliance)-[:PRACTISED_BY|PART_OF_PROGRAMME]->(g)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    RETURN {id: a.id, name: a.name, shortName: a.shortName, kind: a.kind} ORDER BY a.id } AS alliances
ORDER BY name, id
