// Entries with these texts, and whose they are.
UNWIND $hashes AS hash
MATCH (x:Demand|Offer {textHash: hash})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences) AND CASE $kind WHEN 'demand' THEN x:Demand ELSE x:Offer END
RETURN hash, x.id AS id, x.state AS state, x.text AS text,
  COLLECT { MATCH (x)-[:RAISED_BY|OFFERED_BY]->(o:Enterprise|PartyOrganization|Department)
    WHERE ($viewer.all OR o.audience IN $viewer.audiences OR o:Department) RETURN o.id } AS ownerIds,
  COLLECT { MATCH (x)-[:FOR_ALLIANCE]->(a:Alliance)
    WHERE ($viewer.all OR a.audience IN $viewer.audiences) RETURN a.id } AS allianceIds
ORDER BY id
