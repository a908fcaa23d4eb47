// Owners whose names share the most with each written one.
UNWIND $questions AS question
CALL (question) {
  CALL db.index.fulltext.queryNodes('searchable_text', question.lucene, {limit: 50000}) YIELD node AS n, score
  WITH n, score
  WHERE n:Enterprise|PartyOrganization|Department AND ($viewer.all OR n.audience IN $viewer.audiences OR n:Department)
    AND any(label IN labels(n) WHERE label IN $kinds)
  RETURN n ORDER BY score DESC, n.id LIMIT 10
}
RETURN question.name AS written, n.id AS id, n.name AS name, n.shortName AS shortName, coalesce(n.aliases, []) AS aliases,
  CASE WHEN n:Enterprise THEN 'Enterprise' WHEN n:Department THEN 'Department' ELSE 'PartyOrganization' END AS kind
