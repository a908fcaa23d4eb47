// Figures of the board, over the projects that the viewer sees and the same filter as the list's.
MATCH (p:ServiceProject)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (p)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
RETURN p.state AS state, p:Example AS example, count(p) AS total,
  count(CASE WHEN p.state = 'evaluated' AND p.rating >= 4 THEN p END) AS satisfied
ORDER BY state, example
