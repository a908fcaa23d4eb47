// Nodes as they are drawn, those that may be seen.
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
RETURN n.id AS id, {id: n.id,
    kind: CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END,
    name: coalesce(n.title, n.name, left(n.text, 40), '轮值 ' + left(toString(n.since), 7), n.id),
    shortName: n.shortName,
    variant: CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project' ELSE coalesce(n.kind, n.stage) END,
    example: n:Example} AS node
