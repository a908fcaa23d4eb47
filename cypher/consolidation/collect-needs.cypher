// The published needs that a board takes in: of its alliances, of their members, and, for a hub, those that belong to
// nobody. The viewer is the board's own: what its members may see, not what whoever runs it may see beyond.
// Sees everything: an owner out of sight is an owner all the same. The needs themselves are compared.
MATCH (d:Demand {state: 'published'})
WHERE ($viewer.all OR d.audience IN $viewer.audiences)
  AND (EXISTS { MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance)
      WHERE a.id IN $allianceIds AND ($viewer.all OR a.audience IN $viewer.audiences) }
    OR EXISTS {
      MATCH (d)-[:RAISED_BY]->(w:Enterprise|PartyOrganization)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE a.id IN $allianceIds
        AND ($viewer.all OR (w.audience IN $viewer.audiences AND g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
        AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)) }
    OR ($unowned AND NOT EXISTS { (d)-[:RAISED_BY|FOR_ALLIANCE]->() }))
RETURN d.id AS id, d.text AS text, CASE WHEN d.embeddingModel = $model THEN d.embedding END AS vector,
  head(COLLECT { MATCH (d)-[:IN_CATEGORY]->(c:Category) RETURN c.id ORDER BY c.id }) AS categoryId
ORDER BY id LIMIT toInteger($limit)
