// Nodes and relationships on the paths of all results of one list, as they are drawn.
RETURN COLLECT {
    UNWIND $ids AS id
    MATCH (n:Entity {id: id})
    WHERE ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|ServiceTeam|Department AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|NeedKind|HelpKind)
    RETURN {id: n.id,
      kind: CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END,
      name: coalesce(n.title, n.name, left(n.text, 40), n.id),
      shortName: coalesce(n.shortName, left(coalesce(n.title, n.name, n.text, n.id), 16)),
      variant: CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project' ELSE coalesce(n.kind, n.stage) END,
      example: n:Example} AS item
  } AS nodes,
  COLLECT {
    UNWIND $edges AS edge
    MATCH (a:Entity {id: edge[0]})-[r:$(edge[1])]->(b:Entity {id: edge[2]})
    WHERE ($viewer.all OR ((a.audience IS NULL OR a.audience IN $viewer.audiences)
        AND (b.audience IS NULL OR b.audience IN $viewer.audiences)))
    RETURN {type: type(r), source: a.id, target: b.id, label: coalesce(r.role, r.mode),
      since: toString(r.since), until: toString(r.until)} AS item
  } AS edges
