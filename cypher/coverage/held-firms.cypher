// Which of these firms the actor may plan for: those of the actor's alliances, and those on the chains of these.
UNWIND $ids AS id
MATCH (e:Enterprise {id: id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
RETURN e.id AS id, e.name AS name, e.partyMembers AS partyMembers, coalesce(e.version, 1) AS version, e:Example AS example,
  $actor.all OR e.id IN $actor.ownerIds OR EXISTS {
    MATCH (e)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(a:Alliance)
    WHERE a.id IN $actor.allianceIds
      AND ($viewer.all OR (g.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
      AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  } OR EXISTS {
    MATCH (e)-[s:OCCUPIES]->(:ChainPosition)-[:PART_OF_CHAIN]->(:IndustryChain)<-[:FOR_CHAIN]-(a:Alliance)
    WHERE a.id IN $actor.allianceIds AND ($viewer.all OR a.audience IN $viewer.audiences)
      AND (s.since IS NULL OR s.since <= date($today)) AND (s.until IS NULL OR date($today) < s.until)
  } AS held, COLLECT {
    MATCH (e)<-[:PLANS_FOR]-(f:FormationPlan)
    RETURN {kind: f.kind, form: f.form, dueOn: toString(f.dueOn), reason: f.reason}
  } AS plans
