// What is promised already: of each resource how much contacts under way may take beside what agreements have settled, of
// each provider how many needs it serves or talks about.
// Sees everything: whoever plans must not promise twice, in whoever's sight the first promise is. Only sums leave.
RETURN COLLECT {
    UNWIND $offerIds AS id
    MATCH (o:Offer {id: id})<-[:WITH_OFFER]-(m:Match {state: 'contacted'})-[:ANSWERS_DEMAND]->(d:Demand)
    WHERE m.amount IS NULL AND coalesce(m.outcome, '') <> 'cancelled'
    WITH id, d, CASE WHEN d.unit = o.unit OR (d.unit IS NULL AND o.unit IS NULL) THEN 1.0
      WHEN $units[d.unit].dimension = $units[o.unit].dimension THEN $units[d.unit].factor / $units[o.unit].factor END AS ratio
    WITH id, sum(CASE WHEN d.quantity > 0 AND ratio IS NOT NULL THEN d.quantity * ratio ELSE 1.0 END) AS amount
    RETURN [id, amount] AS row
  } AS reserved,
  COLLECT {
    UNWIND $ownerIds AS id
    MATCH (owner:Enterprise|PartyOrganization|Department {id: id})<-[:OFFERED_BY]-(:Offer)<-[:WITH_OFFER]-(m:Match)
    WHERE m.state IN ['contacted', 'agreed', 'projected'] AND m.outcome IS NULL
    WITH id, count(m) AS needs
    RETURN [id, needs] AS row
  } AS loads
