// Every item of a board with the needs in it, whoever may see them: what a change starts from.
// Sees everything: it goes to no one; what a viewer is shown is read by other statements.
MATCH (i:DemandItem)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId})
WHERE ($viewer.all OR (i.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
RETURN i.id AS id, i.title AS title, coalesce(i.categoryPinned, false) AS categoryPinned,
  head(COLLECT { MATCH (i)-[:IN_CATEGORY]->(c:Category) RETURN c.id ORDER BY c.id }) AS categoryId,
  COLLECT { MATCH (i)<-[r:CONSOLIDATED_INTO]-(d:Demand)
    WHERE ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN {needId: d.id, pinned: r.pinned, rank: r.rank} ORDER BY d.id } AS needs
ORDER BY id
