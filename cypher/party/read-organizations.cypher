UNWIND $ids AS id
MATCH (o:PartyOrganization {id: id})
WHERE ($viewer.all OR o.audience IN $viewer.audiences)
RETURN 'PartyOrganization' AS __typename, o.id AS id, o.name AS name, o.shortName AS shortName, o.kind AS kind,
  toString(o.founded) AS founded, o.memberCount AS memberCount, o:Example AS example
