// Which of the positions, parks, firms and organisations that a form names are there for the viewer.
CALL () {
  UNWIND $ids AS id
  MATCH (n:ChainPosition|Park {id: id})
  RETURN n.id AS found, CASE WHEN n:Park THEN 'Park' ELSE 'ChainPosition' END AS kind
  UNION
  UNWIND $ids AS id
  MATCH (n:Enterprise|PartyOrganization {id: id})
  WHERE ($viewer.all OR n.audience IN $viewer.audiences)
  RETURN n.id AS found, CASE WHEN n:Enterprise THEN 'Enterprise' ELSE 'PartyOrganization' END AS kind
}
RETURN found AS id, kind
