// Suggestions, best first: codes, then names from the beginning, pinyin and initials, names and aliases inside, texts.
// Of an index's hits, best first, the hidden ones are left out before the bound: they crowd out nothing of what is seen.
CALL () {
  MATCH (n:Entity {id: $text})
  RETURN n AS n, 0 AS rank, 'code' AS matchedOn, n.id AS excerpt
  UNION ALL
  MATCH (n:Enterprise {creditCode: $code})
  WHERE ($viewer.all OR n.audience IN $viewer.audiences)
  RETURN n AS n, 0 AS rank, 'code' AS matchedOn, n.creditCode AS excerpt
  UNION ALL
  MATCH (n:Searchable) WHERE n.name STARTS WITH $text
  RETURN n AS n, CASE WHEN n.name = $text THEN 1 ELSE 2 END AS rank, 'name' AS matchedOn, null AS excerpt
  UNION ALL
  MATCH (n:Searchable) WHERE n.pinyinInitials STARTS WITH $latin
  RETURN n AS n, CASE WHEN n.pinyinInitials = $latin THEN 3 ELSE 4 END AS rank, 'initials' AS matchedOn, n.pinyinInitials AS excerpt
  UNION ALL
  MATCH (n:Searchable) WHERE n.pinyin STARTS WITH $latin
  RETURN n AS n, CASE WHEN n.pinyin = $latin THEN 3 ELSE 5 END AS rank, 'pinyin' AS matchedOn, n.pinyin AS excerpt
  UNION ALL
  WITH * WHERE $lucene IS NOT NULL
  CALL db.index.fulltext.queryNodes('searchable_text', $lucene, {limit: 50000}) YIELD node AS n
  WITH n
  WHERE ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
  WITH n LIMIT 5000
  WITH n, head([alias IN coalesce(n.aliases, []) + coalesce(n.shortName, [])
    WHERE toLower(alias) CONTAINS toLower($text)]) AS alias
  RETURN n AS n, 6 AS rank, CASE WHEN alias IS NULL OR toLower(n.name) CONTAINS toLower($text) THEN 'name' ELSE 'alias' END AS matchedOn, CASE WHEN toLower(n.name) CONTAINS toLower($text) THEN null ELSE alias END AS excerpt
  UNION ALL
  WITH * WHERE $lucene IS NOT NULL
  CALL db.index.fulltext.queryNodes('demand_text', $lucene, {limit: 50000}) YIELD node AS n
  WITH n
  WHERE ($viewer.all OR n.audience IN $viewer.audiences)
  WITH n LIMIT 5000
  RETURN n AS n, 7 AS rank, 'text' AS matchedOn, left(n.text, 60) AS excerpt
  UNION ALL
  WITH * WHERE $lucene IS NOT NULL
  CALL db.index.fulltext.queryNodes('offer_text', $lucene, {limit: 50000}) YIELD node AS n
  WITH n
  WHERE ($viewer.all OR n.audience IN $viewer.audiences)
  WITH n LIMIT 5000
  RETURN n AS n, 7 AS rank, 'text' AS matchedOn, left(n.text, 60) AS excerpt
}
WITH n, rank, matchedOn, excerpt
WHERE ((n:Alliance|PartyOrganization|Enterprise|Demand|Offer|Person|ServiceTeam|ServiceStation|DutyTerm AND ($viewer.all OR n.audience IN $viewer.audiences))
      OR n:IndustryChain|ChainPosition|Product|Category|Department|Programme|NeedKind|HelpKind|Park|District|Industry)
  AND ($only IS NULL OR any(label IN labels(n) WHERE label IN $only))
// Sorted and cut on what is cheap to know; a node is found at most eight times, so enough remain for `first`.
WITH n, rank, matchedOn, excerpt, coalesce(n.title, n.name, left(n.text, 40), '轮值 ' + left(toString(n.since), 7), n.id) AS name
ORDER BY rank, CASE WHEN n:Alliance OR n:IndustryChain THEN 0 ELSE 1 END, size(name), name, n.id
LIMIT toInteger($first) * 8
WITH n, name, head(collect({rank: rank, matchedOn: matchedOn, excerpt: excerpt})) AS best
WITH n, best, {id: n.id,
    kind: CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END,
    name: name,
    shortName: n.shortName,
    variant: CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project' ELSE coalesce(n.kind, n.stage) END,
    example: n:Example} AS node
RETURN node, best.matchedOn AS matchedOn, best.excerpt AS excerpt
ORDER BY best.rank, CASE WHEN node.kind IN ['Alliance', 'IndustryChain'] THEN 0 ELSE 1 END, size(node.name), node.name, node.id
LIMIT toInteger($first)
