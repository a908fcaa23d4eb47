// Which kind each id is, among the kinds the API shows as nodes.
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE n:Alliance|Programme|IndustryChain|ChainPosition|Product|Enterprise|PartyOrganization|Category|Department|Demand|Offer
  AND ($viewer.all OR n.audience IN $viewer.audiences
    OR n:Programme|IndustryChain|ChainPosition|Product|Category|Department)
RETURN id, CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END AS kind
