// Sees everything: whether anybody is there to evaluate; nobody's name leaves it. `server/projects/rights.ts` says who may.
// For each stage of projects, how many accounts could take it and have not judged another stage of the same project.
UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})-[:FOR_ALLIANCE]->(alliance:Alliance)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
WITH p, alliance,
  COLLECT {
    MATCH (alliance)-[above:PART_OF_ALLIANCE*0..4]->(place:Alliance)
    WHERE all(r IN above WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    RETURN DISTINCT place.id
  } AS alliances,
  COLLECT { MATCH (alliance)-[:FOR_CHAIN]->(chain:IndustryChain) RETURN DISTINCT chain.id } AS chains,
  COLLECT {
    MATCH (p)<-[:LED_TO]-(:Match)-[:ANSWERS_DEMAND]->(:Demand)-[:RAISED_BY]->(owner)
    RETURN DISTINCT owner.id
  } AS raisers,
  COLLECT {
    MATCH (p)<-[:LED_TO]-(:Match)-[:ANSWERS_DEMAND]->(:Demand)-[:RAISED_BY]->(owner),
      (owner)<-[covers:COVERS*0..1]-(o:PartyOrganization|Enterprise)-[within:SUBORDINATE_TO*0..6]->(place:PartyOrganization|Enterprise)
    WHERE all(r IN covers + within WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
    RETURN DISTINCT place.id
  } AS organizations,
  COLLECT {
    MATCH (p)<-[:LED_TO]-(:Match)-[:ANSWERS_DEMAND]->(:Demand)-[:RAISED_BY]->(owner),
      (owner)-[:COVERS*0..1]-(:PartyOrganization|Enterprise)-[l:LOCATED_IN]->(park:Park)
    WHERE (l.since IS NULL OR l.since <= date($today)) AND (l.until IS NULL OR date($today) < l.until)
    RETURN DISTINCT park.id
  } AS parks,
  COLLECT { MATCH (p)<-[:EVALUATES]-(v:Evaluation) WHERE v.enteredBecause IS NULL RETURN DISTINCT v.by } AS judges
UNWIND $stages AS stage
RETURN p.id AS of, stage, COUNT {
  MATCH (account:Account {state: 'active'})-[:HOLDS]->(g:Grant)
  WHERE (account.demo = $demo OR NOT account.demo) AND NOT account.id IN judges AND (g.until IS NULL OR date($today) < g.until)
    AND CASE stage
      WHEN 'beneficiary' THEN CASE
        WHEN raisers = [] THEN g.role IN ['hubCoordinator', 'chainLead', 'stationedInstructor'] AND g.placeId IN alliances
        ELSE (g.role = 'organizationSecretary' AND g.placeId IN organizations)
          OR (g.role = 'department' AND g.placeId IN raisers) END
      WHEN 'committee' THEN g.role IN ['hubCoordinator', 'chainLead', 'stationedInstructor'] AND g.placeId IN alliances
      WHEN 'park' THEN (g.role IN ['hubCoordinator', 'investmentOfficer'] AND g.placeId IN alliances)
        OR (g.role = 'investmentOfficer' AND g.placeId IN chains + parks)
      ELSE g.role = 'supervisor' END
  RETURN DISTINCT account.id
} AS accounts
