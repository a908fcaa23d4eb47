MATCH (p:ServiceProject {id: $id})
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
CREATE (v:Evaluation:Entity {id: $evaluationId, stage: $stage, stars: toInteger($stars), text: $text, at: datetime(),
  by: $by, byName: $byName, enteredBecause: $enteredBecause})-[:EVALUATES]->(p)
RETURN v.id AS id
