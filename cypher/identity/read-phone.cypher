// Of people who hold a role where the viewer answers for: over such a place itself, over an organisation that such a place
// covers, or that takes part in such an alliance.
// Sees everything: it finds out whether a place is the viewer's; nothing of a place leaves it.
MATCH (a:Account {id: $id})
WHERE $everybody OR EXISTS {
  MATCH (a)-[:HOLDS]->(g:Grant)
  WHERE (g.until IS NULL OR date($today) < g.until)
    AND (g.placeId IN $actor.ownerIds OR g.placeId IN $actor.allianceIds OR EXISTS {
      MATCH (:PartyOrganization {id: g.placeId})-[m:MEMBER_OF|OBSERVES]->(in:Alliance)
      WHERE in.id IN $actor.allianceIds
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until) }) }
RETURN a.phone AS phone
