// The one plan of a firm, as a whole; the firm's version tells two editors of each other.
MATCH (e:Enterprise {id: $id})
WHERE ($viewer.all OR e.audience IN $viewer.audiences)
SET e.partyMembers = $partyMembers, e.version = coalesce(e.version, 1) + 1, e.updatedAt = datetime()
WITH e
OPTIONAL MATCH (e)<-[:PLANS_FOR]-(old:FormationPlan)
DETACH DELETE old
WITH DISTINCT e
FOREACH (plan IN CASE WHEN $plan IS NULL THEN [] ELSE [$plan] END |
  CREATE (f:FormationPlan:Entity {id: 'formation:' + e.id, kind: plan.kind, form: plan.form, dueOn: date(plan.dueOn),
    reason: plan.reason, by: $by, byName: $byName, at: datetime()})-[:PLANS_FOR]->(e))
RETURN e.id AS id
