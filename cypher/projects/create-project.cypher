// A project out of a match, seen by those who see the match, with its first event.
// The alliance is one of a side of the match, or above it, or one the actor answers for: it says who evaluates.
MATCH (m:Match {id: $matchId})
WHERE ($viewer.all OR m.audience IN $viewer.audiences)
MATCH (a:Alliance {id: $allianceId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
  AND ($actor.all OR a.id IN $actor.allianceIds
    OR EXISTS {
      MATCH (m)-[:ANSWERS_DEMAND|WITH_OFFER]->(x:Demand|Offer)-[:FOR_ALLIANCE]->(b:Alliance)-[above:PART_OF_ALLIANCE*0..4]->(a)
      WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND b.audience IN $viewer.audiences))
        AND all(r IN above WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)) }
    OR EXISTS {
      MATCH (m)-[:ANSWERS_DEMAND|WITH_OFFER]->(x:Demand|Offer)-[:RAISED_BY|OFFERED_BY]->(w:Enterprise|PartyOrganization),
        (w)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[within:SUBORDINATE_TO*0..4]->(o:PartyOrganization|Enterprise),
        (o)-[in:MEMBER_OF|OBSERVES]->(b:Alliance)-[above:PART_OF_ALLIANCE*0..4]->(a)
      WHERE ($viewer.all OR (x.audience IN $viewer.audiences AND w.audience IN $viewer.audiences
          AND g.audience IN $viewer.audiences AND o.audience IN $viewer.audiences AND b.audience IN $viewer.audiences))
        AND all(r IN covers + within + [in] + above
          WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)) })
CREATE (p:ServiceProject:Entity {id: $id, title: $title, summary: $summary, state: 'approved', version: 1,
  audience: m.audience, createdAt: datetime(), updatedAt: datetime()})
CREATE (m)-[:LED_TO]->(p)
CREATE (p)-[:FOR_ALLIANCE]->(a)
CREATE (:Event {at: datetime(), by: $by, byName: $byName, to: 'approved', reason: $reason})-[:HAPPENED_TO]->(p)
RETURN p.id AS id
