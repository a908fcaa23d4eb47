// Which kind each id is, among the kinds the API shows as nodes; the id of a merged entry leads to the one that was kept.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Entity {id: id})
  RETURN n
  UNION
  MATCH (:MergedEntry {id: id})-[:MERGED_INTO*1..20]->(n:Enterprise|PartyOrganization)
  RETURN n
}
WITH id, n
WHERE n:Alliance|Programme|IndustryChain|ChainPosition|Product|Enterprise|PartyOrganization|Category|Department|Demand|Offer
  AND ($viewer.all OR n.audience IN $viewer.audiences
    OR n:Programme|IndustryChain|ChainPosition|Product|Category|Department)
RETURN id, n.id AS now, CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END AS kind
