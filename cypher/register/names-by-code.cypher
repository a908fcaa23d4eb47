// Firms with these unified social credit codes, and those that firms with them were merged into. Sees everything: a code is
// nobody's secret, and a second firm with it cannot be.
UNWIND $codes AS code
CALL (code) {
  MATCH (e:Enterprise {creditCode: code})
  RETURN e
  UNION
  MATCH (:MergedEntry {creditCode: code})-[:MERGED_INTO*1..20]->(e:Enterprise)
  RETURN e
}
WITH code, e
ORDER BY coalesce(e.creditCode, '') <> code
WITH code, head(collect(e)) AS e
RETURN code, e.id AS id, e.name AS name, coalesce(e.creditCode = code, false) AS own, ($viewer.all OR e.audience IN $viewer.audiences) AS seen
