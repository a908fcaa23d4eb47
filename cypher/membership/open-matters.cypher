// Sees everything: what is open when a unit leaves does not depend on who looks; what may not be seen is told without its words.
// Projects and agreed matches of the unit and the firms it covers, its terms of duty, posts of its secretary in the alliance.
MATCH (m:PartyOrganization|Enterprise {id: $memberId})
MATCH (a:Alliance {id: $allianceId})
WITH m, a, [m] + COLLECT { MATCH (m)-[c:COVERS]->(e:Enterprise)
  WHERE coalesce(c.since <= date($on), true) AND coalesce(date($on) < c.until, true) RETURN e } AS owners
CALL (m, a, owners) {
  UNWIND owners AS w
  MATCH (w)<-[:RAISED_BY|OFFERED_BY]-(:Demand|Offer)<-[:ANSWERS_DEMAND|WITH_OFFER]-(:Match)-[:LED_TO]->(p:ServiceProject)-[:FOR_ALLIANCE]->(a)
  WHERE p.state IN ['approved', 'running']
  RETURN DISTINCT 'project' AS kind, p.id AS id, p.title AS title, ($viewer.all OR p.audience IN $viewer.audiences) AS seen
  UNION
  UNWIND owners AS w
  MATCH (w)<-[:RAISED_BY|OFFERED_BY]-(x:Demand|Offer)<-[:ANSWERS_DEMAND|WITH_OFFER]-(t:Match {state: 'agreed'})
  WHERE EXISTS { MATCH (t)-[:ANSWERS_DEMAND|WITH_OFFER]->(:Demand|Offer)-[:FOR_ALLIANCE]->(a) }
  MATCH (t)-[:ANSWERS_DEMAND]->(d:Demand)
  RETURN DISTINCT 'promise' AS kind, d.id AS id, coalesce(d.title, left(d.text, 40)) AS title,
    ($viewer.all OR (t.audience IN $viewer.audiences AND d.audience IN $viewer.audiences)) AS seen
  UNION
  MATCH (m)<-[:HELD_BY]-(d:DutyTerm)-[:DUTY_IN]->(a)
  WHERE coalesce(date($on) < d.until, true)
  RETURN 'duty' AS kind, d.id AS id, d.name AS title, ($viewer.all OR d.audience IN $viewer.audiences) AS seen
  UNION
  MATCH (m)<-[s:SECRETARY_OF]-(secretary:Person)
  WHERE coalesce(s.since <= date($on), true) AND coalesce(date($on) < s.until, true)
  MATCH (x:Person {name: secretary.name})-[post:LEADS_ALLIANCE|STATIONED_AT]->(a)
  WHERE coalesce(date($on) < post.until, true)
  RETURN DISTINCT 'post' AS kind, a.id AS id,
    x.name + '：' + CASE type(post) WHEN 'LEADS_ALLIANCE' THEN '包链领导' ELSE '驻链指导员' END AS title,
    ($viewer.all OR x.audience IN $viewer.audiences) AS seen
}
RETURN kind, CASE WHEN seen THEN id END AS id, CASE WHEN seen THEN title END AS title
ORDER BY kind, title, id LIMIT 200
