// How many others coordinate a hub that is not the actor's: categories and the names of the lists are theirs too.
// Sees everything: whether anybody else is there; nobody's name leaves it.
MATCH (:Account {state: 'active', demo: false})-[:HOLDS]->(g:Grant {role: 'hubCoordinator'})
WHERE NOT $actor.all AND NOT g.placeId IN $actor.allianceIds AND (g.until IS NULL OR date($today) < g.until)
RETURN count(*) AS others
