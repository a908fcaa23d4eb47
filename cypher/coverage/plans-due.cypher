// Plans to found an organisation that are due by a day and whose firm no organisation covers yet; the earliest first.
MATCH (f:FormationPlan {kind: 'found'})-[:PLANS_FOR]->(e:Enterprise)
WHERE ($viewer.all OR e.audience IN $viewer.audiences) AND f.dueOn <= date($until)
  AND NOT EXISTS {
    MATCH (e)<-[c:COVERS]-(o:PartyOrganization)
    WHERE ($viewer.all OR o.audience IN $viewer.audiences)
      AND (c.since IS NULL OR c.since <= date($today)) AND (c.until IS NULL OR date($today) < c.until)
  }
RETURN e.id AS id, e.name AS name, f.form AS form, toString(f.dueOn) AS dueOn, toString(f.at) AS at, e:Example AS example
ORDER BY dueOn, id LIMIT 200
