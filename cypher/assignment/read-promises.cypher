// What is promised already: of each resource how much contacts under way may take beside what agreements have settled, of
// each provider how many needs it serves or talks about.
// Sees everything: whoever plans must not promise twice, in whoever's sight the first promise is. Only sums leave.
RETURN COLLECT {
    UNWIND $offerIds AS id
    MATCH (o:Offer {id: id})<-[:WITH_OFFER]-(m:Match {state: 'contacted'})-[:ANSWERS_DEMAND]->(d:Demand)
    WHERE m.amount IS NULL AND coalesce(m.outcome, '') <> 'cancelled'
    WITH id, sum(CASE WHEN d.quantity > 0 AND coalesce(d.unit = o.unit, true) THEN toFloat(d.quantity) ELSE 1.0 END) AS amount
    RETURN [id, amount] AS row
  } AS reserved,
  COLLECT {
    UNWIND $ownerIds AS id
    MATCH (owner:Enterprise|PartyOrganization|Department {id: id})<-[:OFFERED_BY]-(:Offer)<-[:WITH_OFFER]-(m:Match)
    WHERE m.state IN ['contacted', 'agreed', 'projected'] AND m.outcome IS NULL
    WITH id, count(m) AS needs
    RETURN [id, needs] AS row
  } AS loads
