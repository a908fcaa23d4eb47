// The entry as it stands, locked until the transaction ends, when it lies in a place the actor holds.
MATCH (f:Offer {id: $id})
WHERE ($viewer.all OR f.audience IN $viewer.audiences)
  AND ($actor.all
    OR EXISTS {
      MATCH (f)-[:OFFERED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences)
        AND (p.id IN $actor.ownerIds OR p.id IN $actor.allianceIds) }
    OR EXISTS {
      MATCH (f)-[:OFFERED_BY]->(w:Enterprise|PartyOrganization)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE a.id IN $actor.allianceIds
        AND ($viewer.all OR (w.audience IN $viewer.audiences AND g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
        AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)) })
SET f.version = coalesce(f.version, 1)
RETURN f.id AS id, f.version AS version, f.state AS state, f.textHash AS textHash, toString(f.updatedAt) AS updatedAt,
  f.used AS used, CASE WHEN f:Resource THEN 'resource' ELSE 'project' END AS kind
