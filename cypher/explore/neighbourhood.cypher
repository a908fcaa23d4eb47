// Breadth first from one node, step by step, each step's nodes by id; then every edge among the nodes taken.
// A step is not taken when the ones before already fill the answer. The answer comes in
// columns, a list a property: a map a node would repeat every key and take the client twice as long to read.
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
  UNWIND range(0, size(taken) - 1, 200) AS start
  WITH total, taken, start, taken[start..start + 200] AS part
  CALL (taken, part) {
    UNWIND part AS a
    MATCH (a)-[r]->(b)
    WHERE b IN taken AND ($types IS NULL OR type(r) IN $types) AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until)
    RETURN collect([type(r), a.id, b.id, coalesce(r.role, r.mode, r.product), toString(r.since), toString(r.until)]) AS edges
  }
  RETURN part, edges, CASE start WHEN 0 THEN total - size(taken) ELSE 0 END AS omitted
}
RETURN [n IN part | n.id] AS ids,
  [n IN part | CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END] AS nodeKinds,
  [n IN part | coalesce(n.title, n.name, left(n.text, 40), '轮值 ' + left(toString(n.since), 7), n.id)] AS names,
  [n IN part | n.shortName] AS shortNames,
  [n IN part | CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project'
    ELSE coalesce(n.kind, n.stage) END] AS variants,
  [n IN part | n:Example] AS examples,
  [e IN edges | e[0]] AS types, [e IN edges | e[1]] AS sources, [e IN edges | e[2]] AS targets,
  [e IN edges | e[3]] AS edgeLabels, [e IN edges | e[4]] AS sinces, [e IN edges | e[5]] AS untils, omitted
