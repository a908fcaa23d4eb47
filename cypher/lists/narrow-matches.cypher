// Matches of these entries and the projects that came of them are seen by those who see the narrower side; of two sides
// equally wide, the need's.
// Sees everything: who may see a match follows from its sides, whoever changed one of them.
MATCH (x:Demand|Offer)<-[:ANSWERS_DEMAND|WITH_OFFER]-(m:Match)
WHERE x.id IN $entryIds
MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m)-[:WITH_OFFER]->(o:Offer)
WITH DISTINCT m, [d.audience, o.audience] AS sides
WITH m, sides, [side IN sides | CASE WHEN side = 'public' THEN 3 WHEN side STARTS WITH 'hub:' THEN 2
  WHEN side STARTS WITH 'alliance:' THEN 1 ELSE 0 END] AS widths
WITH m, sides[CASE WHEN widths[1] < widths[0] THEN 1 ELSE 0 END] AS audience
SET m.audience = audience
WITH m, audience
OPTIONAL MATCH (m)-[:LED_TO]->(p:ServiceProject)
SET p.audience = audience
RETURN count(DISTINCT m) AS matches
