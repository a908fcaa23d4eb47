// What an owner has asked for against another and still holds.
MATCH (o:Enterprise|PartyOrganization|Department {id: $ownerId})<-[:ASKED_BY]-(b:DoNotMatch)-[:BARS]->(p:Enterprise|PartyOrganization|Department {id: $otherId})
WHERE ($viewer.all OR ((o.audience IN $viewer.audiences OR o:Department) AND (p.audience IN $viewer.audiences OR p:Department)))
  AND coalesce(date($today) < b.until, true)
RETURN b.id AS id
