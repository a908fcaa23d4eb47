// What is planned between two months, both in it, with whether something was delivered in the month; the first of them, and
// the count of all.
MATCH (s:ProjectMonth)-[:PLANNED_IN]->(p:ServiceProject)
WHERE $from <= s.month <= $to
  AND ($viewer.all OR p.audience IN $viewer.audiences)
  AND ($allianceId IS NULL OR EXISTS {
    MATCH (p)-[:FOR_ALLIANCE]->(a:Alliance {id: $allianceId}) WHERE ($viewer.all OR a.audience IN $viewer.audiences) })
WITH s, p ORDER BY p:Example, s.month, p.id
WITH collect({s: s, p: p}) AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.p:Example]) AS exampleCount, COLLECT {
  UNWIND found[..toInteger($limit)] AS item
  WITH item.s AS s, item.p AS p
  RETURN {id: s.id, month: s.month, text: s.text, projectId: p.id,
    delivered: EXISTS { MATCH (d:Delivery)-[:DELIVERED_FOR]->(p) WHERE left(toString(d.on), 7) = s.month }}
} AS items
