// Sees everything: it finds out what a viewer may see. Only ids leave it, to the server itself, and names of held places.
UNWIND $grants AS grant
MATCH (place:Entity {id: grant.placeId})
WHERE place:Alliance OR place:PartyOrganization OR place:Department OR place:IndustryChain OR place:Park
WITH grant, place, CASE
    WHEN place:Alliance THEN COLLECT {
      MATCH (place)<-[below:PART_OF_ALLIANCE*0..4]-(a:Alliance)
      WHERE all(r IN below WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
      RETURN DISTINCT a.id }
    WHEN place:IndustryChain THEN COLLECT { MATCH (place)<-[:FOR_CHAIN]-(a:Alliance) RETURN DISTINCT a.id }
    WHEN place:PartyOrganization THEN COLLECT {
      MATCH (place)-[r:MEMBER_OF|OBSERVES]->(a:Alliance)
      WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
      RETURN DISTINCT a.id }
    ELSE [] END AS alliances,
  CASE
    WHEN place:Department THEN [place.id]
    WHEN place:PartyOrganization THEN COLLECT {
      MATCH (place)<-[below:SUBORDINATE_TO*0..6]-(o:PartyOrganization)
      WHERE all(r IN below WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
      RETURN DISTINCT o.id AS id
      UNION
      MATCH (place)<-[below:SUBORDINATE_TO*0..6]-(:PartyOrganization)-[c:COVERS]->(e:Enterprise)
      WHERE all(r IN below WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
        AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
      RETURN DISTINCT e.id AS id }
    // The firms in the park, and the organisations that cover firms nowhere else.
    WHEN place:Park THEN COLLECT {
      MATCH (place)<-[l:LOCATED_IN]-(e:Enterprise)
      WHERE (l.since IS NULL OR l.since <= date($today)) AND (l.until IS NULL OR date($today) < l.until)
      RETURN DISTINCT e.id AS id
      UNION
      MATCH (place)<-[l:LOCATED_IN]-(:Enterprise)<-[c:COVERS]-(o:PartyOrganization)
      WHERE (l.since IS NULL OR l.since <= date($today)) AND (l.until IS NULL OR date($today) < l.until)
        AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
        AND NOT EXISTS {
          MATCH (o)-[elsewhere:COVERS]->(x:Enterprise)
          WHERE (elsewhere.until IS NULL OR date($today) < elsewhere.until) AND NOT EXISTS { (x)-[:LOCATED_IN]->(place) } }
      RETURN DISTINCT o.id AS id }
    ELSE [] END AS owners
RETURN grant.index AS index, place.name AS name,
  head([kind IN ['Alliance', 'PartyOrganization', 'Department', 'IndustryChain', 'Park'] WHERE kind IN labels(place)]) AS kind,
  alliances, owners,
  COLLECT {
    MATCH (a:Alliance)-[above:PART_OF_ALLIANCE*0..4]->(hub:Alliance {kind: 'hub'})
    WHERE a.id IN alliances
      AND all(r IN above WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    RETURN DISTINCT hub.id } AS hubs
ORDER BY index
