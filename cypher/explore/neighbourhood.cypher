// Breadth first from one node, step by step, each step's nodes by id; then every edge among the nodes taken.
// A step is not taken when the ones before already fill the answer. Rows of 50: one row of everything is slow to read,
// because it spans many chunks of the protocol, and a row a node costs the database more.
MATCH (root:Entity {id: $id})
WHERE ((root:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR root.audience IN $viewer.audiences))
      OR root:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
CALL (root) {
  MATCH (root)-[r]-(n)
  WITH root, r, n // from here outwards: never from the labels inwards
  WHERE ($types IS NULL OR type(r) IN $types) AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    AND ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
    AND n <> root
  WITH DISTINCT n ORDER BY n.id
  RETURN collect(n) AS near
}
CALL (near, root) {
  UNWIND CASE WHEN $depth >= 2 AND size(near) + 1 < $first THEN near ELSE [] END AS a
  MATCH (a)-[r]-(n)
  WITH near, root, r, n // from here outwards: never from the labels inwards
  WHERE ($types IS NULL OR type(r) IN $types) AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    AND ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
    AND n <> root
    AND NOT n IN near
  WITH DISTINCT n ORDER BY n.id
  RETURN collect(n) AS far
}
CALL (far, near, root) {
  UNWIND CASE WHEN $depth >= 3 AND size(near) + size(far) + 1 < $first THEN far ELSE [] END AS a
  MATCH (a)-[r]-(n)
  WITH far, near, root, r, n // from here outwards: never from the labels inwards
  WHERE ($types IS NULL OR type(r) IN $types) AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    AND ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
    AND n <> root
    AND NOT n IN near
    AND NOT n IN far
  WITH DISTINCT n ORDER BY n.id
  RETURN collect(n) AS farther
}
WITH [root] + near + far + farther AS reached
WITH size(reached) AS total, reached[..toInteger($first)] AS taken
CALL (total, taken) {
  UNWIND range(0, size(taken) - 1, 50) AS start
  RETURN [n IN taken[start..start + 50] | {id: n.id,
    kind: CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END,
    name: coalesce(n.title, n.name, left(n.text, 40), '轮值 ' + left(toString(n.since), 7), n.id),
    shortName: coalesce(n.shortName, left(coalesce(n.title, n.name, n.text, '轮值 ' + left(toString(n.since), 7), n.id), 16)),
    variant: CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project' ELSE coalesce(n.kind, n.stage) END,
    example: n:Example, degree: null}] AS nodes, [] AS edges,
    CASE start WHEN 0 THEN total - size(taken) ELSE 0 END AS omitted
  UNION ALL
  UNWIND range(0, size(taken) - 1, 50) AS start
  RETURN [] AS nodes, COLLECT {
    UNWIND taken[start..start + 50] AS a
    MATCH (a)-[r]->(b)
    WHERE b IN taken AND ($types IS NULL OR type(r) IN $types) AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    RETURN {id: elementId(r), type: type(r), source: a.id, target: b.id,
      label: coalesce(r.role, r.mode, r.product), since: toString(r.since), until: toString(r.until)}
  } AS edges, 0 AS omitted
}
RETURN nodes, edges, omitted
