// A page of those who may vote about a case on a day, by pinyin, with what each said in its present round.
MATCH (c:MembershipCase {id: $id})-[:CASE_IN]->(a:Alliance), (c)-[:ABOUT_MEMBER]->(about:PartyOrganization|Enterprise)
WHERE ($viewer.all OR c.audience IN $viewer.audiences OR c.applicant IN $viewer.audiences)
  AND ($viewer.all OR (a.audience IN $viewer.audiences AND about.audience IN $viewer.audiences))
MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(b:Alliance)-[under:PART_OF_ALLIANCE*0..1]->(a)
WHERE m.id <> about.id AND ($viewer.all OR (m.audience IN $viewer.audiences AND b.audience IN $viewer.audiences))
  AND coalesce(r.since <= date($on), true) AND coalesce(date($on) < r.until, true)
  AND all(u IN under WHERE coalesce(u.since <= date($on), true) AND coalesce(date($on) < u.until, true))
WITH DISTINCT c, m, coalesce(m.pinyin, m.name) AS cursorKey
WITH c, collect({m: m, id: m.id, key: cursorKey}) AS found
RETURN size(found) AS totalCount, COLLECT {
  UNWIND found AS item
  WITH c, item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
  WITH c, item, item.m AS m ORDER BY item.key, item.id LIMIT toInteger($limit)
  OPTIONAL MATCH (c)<-[:CAST_IN]-(v:MembershipVote {round: c.round})-[:CAST_BY]->(m)
  RETURN {id: m.id, cursorKey: item.key, name: m.name, choice: v.choice, byName: v.byName}
} AS items
