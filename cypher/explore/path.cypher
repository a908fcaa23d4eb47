// A shortest connection of at most 8 steps through what the viewer may see.
MATCH (a:Entity {id: $fromId})
WHERE ((a:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR a.audience IN $viewer.audiences))
      OR a:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
MATCH (b:Entity {id: $toId})
WHERE ((b:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR b.audience IN $viewer.audiences))
      OR b:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
MATCH p = shortestPath((a)-[*..8]-(b))
WHERE all(n IN nodes(p) WHERE ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry))
  AND all(r IN relationships(p) WHERE ($types IS NULL OR type(r) IN $types) AND (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
RETURN [n IN nodes(p) | {id: n.id,
    kind: CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END,
    name: coalesce(n.title, n.name, left(n.text, 40), '轮值 ' + left(toString(n.since), 7), n.id),
    shortName: n.shortName,
    variant: CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project' ELSE coalesce(n.kind, n.stage) END,
    example: n:Example}] AS nodes,
  [r IN relationships(p) | {type: type(r), source: startNode(r).id, target: endNode(r).id,
    label: coalesce(r.role, r.mode, r.product), since: toString(r.since), until: toString(r.until)}] AS edges
