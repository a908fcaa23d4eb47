// Which firms an organisation covers today.
// Sees everything: a firm is covered by one, in whoever's sight that is; only firms that rows name come out.
UNWIND $ids AS id
MATCH (e:Enterprise {id: id})<-[c:COVERS]-(o:PartyOrganization)
WHERE coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
RETURN DISTINCT e.id AS id, o.id AS by
