// The needs still open today that a plan is to serve: under a filter, and with no contact under way: a cancelled project is none. A filter that is null does not filter.
MATCH (d:Demand {state: 'published'})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
  AND (d.neededBy IS NULL OR date($today) <= d.neededBy)
  AND all(word IN $words WHERE toLower(d.text) CONTAINS word OR toLower(coalesce(d.title, '')) CONTAINS word)
  AND ($categoryId IS NULL OR EXISTS { (d)-[:IN_CATEGORY]->(:Category)-[:KIND_OF*0..4]->(:Category {id: $categoryId}) })
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
  AND NOT EXISTS {
    MATCH (d)<-[:ANSWERS_DEMAND]-(m:Match)
    WHERE m.state IN ['contacted', 'agreed', 'projected'] AND coalesce(m.outcome, '') <> 'cancelled' AND ($viewer.all OR m.audience IN $viewer.audiences) }
RETURN d.id AS id ORDER BY id LIMIT toInteger($limit)
