UNWIND $ids AS id
MATCH (p:ServiceProject {id: id})<-[:EVALUATES]-(v:Evaluation)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
RETURN p.id AS of, v.id AS id, v.stage AS stage, v.stars AS stars, v.text AS text, v.by AS by, v.byName AS byName,
  toString(v.at) AS at
ORDER BY of, at, id
