// Pairs that somebody said are not the same, the latest first, as far as the viewer sees both.
MATCH (p:DistinctPair)
MATCH (a:Enterprise|PartyOrganization {id: p.aId})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
MATCH (b:Enterprise|PartyOrganization {id: p.bId})
WHERE ($viewer.all OR b.audience IN $viewer.audiences)
RETURN p.id AS id, toString(p.at) AS at, p.byName AS byName, {id: a.id, name: a.name} AS left, {id: b.id, name: b.name} AS right
ORDER BY at DESC, id
