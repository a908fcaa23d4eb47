// What expanding a node would bring, by relationship type, direction and kind.
MATCH (root:Entity {id: $id})
WHERE ((root:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR root.audience IN $viewer.audiences))
      OR root:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
CALL (root) {
  MATCH (root)-[r]-(n)
  WITH root, r, n // from here outwards: never from the labels inwards
  WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until) AND n <> root
    AND ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
  RETURN type(r) AS type, CASE WHEN startNode(r) = root THEN 'out' ELSE 'in' END AS direction, n
  UNION ALL
  // A node without neighbours still gives a row: it is there.
  WITH root
  RETURN null AS type, null AS direction, null AS n
}
WITH type, direction,
  CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END AS kind,
  count(DISTINCT n) AS count, count(DISTINCT CASE WHEN n:Example THEN n END) AS exampleCount
RETURN type, direction, kind, count, exampleCount
ORDER BY type, direction, kind
