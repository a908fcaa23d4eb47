// How many of the needs that a board takes in the viewer sees, and how many of those stand in no item of it yet.
// Sees everything: an owner out of sight is an owner all the same. The needs themselves are compared.
MATCH (d:Demand {state: 'published'})
WHERE ($viewer.all OR d.audience IN $viewer.audiences) AND d.audience IN $audiences
  AND (EXISTS { MATCH (d)-[:FOR_ALLIANCE]->(a:Alliance)
      WHERE a.id IN $allianceIds AND ($viewer.all OR a.audience IN $viewer.audiences) }
    OR EXISTS {
      MATCH (d)-[:RAISED_BY]->(w:Enterprise|PartyOrganization)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE a.id IN $allianceIds
        AND ($viewer.all OR (w.audience IN $viewer.audiences AND g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
        AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
        AND all(c IN covers WHERE (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)) }
    OR ($unowned AND NOT EXISTS { (d)-[:RAISED_BY|FOR_ALLIANCE]->() }))
WITH d, EXISTS { MATCH (d)-[:CONSOLIDATED_INTO]->(i:DemandItem)-[:FOR_ALLIANCE]->(b:Alliance {id: $id})
  WHERE ($viewer.all OR (i.audience IN $viewer.audiences AND b.audience IN $viewer.audiences)) } AS placed
RETURN count(d) AS total, count(CASE WHEN d:Example THEN 1 END) AS examples,
  count(CASE WHEN NOT placed THEN 1 END) AS fresh, count(CASE WHEN NOT placed AND d:Example THEN 1 END) AS freshExamples
