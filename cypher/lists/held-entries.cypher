// Which of these entries lie in a place the actor holds: the one rule behind changing an entry, deciding a match, and
// the buttons for both.
// Sees everything: an owner out of sight is an owner all the same. What comes out are ids that went in and are seen.
UNWIND $ids AS id
MATCH (x:Demand|Offer {id: id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
  AND ($actor.all
    OR ($actor.unowned AND x:Demand AND NOT EXISTS { (x)-[:RAISED_BY|FOR_ALLIANCE]->() })
    OR EXISTS {
      MATCH (x)-[:RAISED_BY|OFFERED_BY|FOR_ALLIANCE]->(p:Enterprise|PartyOrganization|Department|Alliance)
      WHERE ($viewer.all OR p.audience IN $viewer.audiences)
        AND (p.id IN $actor.ownerIds OR p.id IN $actor.allianceIds) }
    OR EXISTS {
      MATCH (x)-[:RAISED_BY|OFFERED_BY]->(w:Enterprise|PartyOrganization)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE a.id IN $actor.allianceIds
        AND ($viewer.all OR (w.audience IN $viewer.audiences AND g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
        AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)) })
RETURN x.id AS id
