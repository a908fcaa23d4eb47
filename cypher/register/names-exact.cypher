// Owners that carry exactly these names.
UNWIND $names AS written
MATCH (n:Searchable {name: written})
WHERE n:Enterprise|PartyOrganization|Department AND ($viewer.all OR n.audience IN $viewer.audiences OR n:Department)
  AND any(label IN labels(n) WHERE label IN $kinds)
RETURN written, n.id AS id, n.name AS name, n.shortName AS shortName, coalesce(n.aliases, []) AS aliases,
  CASE WHEN n:Enterprise THEN 'Enterprise' WHEN n:Department THEN 'Department' ELSE 'PartyOrganization' END AS kind
