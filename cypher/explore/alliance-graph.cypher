// The 1+3+N of one hub as of a day: from the middle outwards, so that a cut takes the outermost. In columns, as neighbourhood.
MATCH (hub:Alliance {id: $hubId})
WHERE ($viewer.all OR hub.audience IN $viewer.audiences)
CALL (hub) {
  MATCH (a:Alliance)-[r:PART_OF_ALLIANCE]->(hub)
  WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    AND (r.since IS NULL OR r.since <= date($asOf)) AND (r.until IS NULL OR date($asOf) < r.until)
  WITH DISTINCT a ORDER BY a.id
  RETURN collect(a) AS parts
}
WITH [hub] + parts AS alliances
CALL (alliances) {
  UNWIND range(0, size(alliances) - 1) AS place
  RETURN CASE place WHEN 0 THEN 0 ELSE 1 END AS ring, alliances[place] AS n
  UNION
  UNWIND alliances AS a
  MATCH (a)-[:FOR_CHAIN]->(c:IndustryChain)
  RETURN 2 AS ring, c AS n
  UNION
  UNWIND alliances AS a
  MATCH (a)<-[r:LEADS_ALLIANCE|STATIONED_AT]-(n:Person)
  WHERE ($viewer.all OR n.audience IN $viewer.audiences) AND (r.since IS NULL OR r.since <= date($asOf)) AND (r.until IS NULL OR date($asOf) < r.until)
  RETURN 3 AS ring, n
  UNION
  UNWIND alliances AS a
  MATCH (a)<-[:DUTY_IN]-(d:DutyTerm)-[:HELD_BY]->(o:PartyOrganization)
  WHERE ($viewer.all OR (d.audience IN $viewer.audiences AND o.audience IN $viewer.audiences))
    AND (d.since IS NULL OR d.since <= date($asOf)) AND (d.until IS NULL OR date($asOf) < d.until)
  UNWIND [d, o] AS n
  RETURN 3 AS ring, n
  UNION
  UNWIND alliances AS a
  MATCH (a)<-[:SERVES]-(n:ServiceTeam|ServiceStation)
  WHERE ($viewer.all OR n.audience IN $viewer.audiences)
  RETURN 3 AS ring, n
  UNION
  UNWIND alliances AS a
  MATCH (a)<-[r:MEMBER_OF]-(n:PartyOrganization)
  WHERE ($viewer.all OR n.audience IN $viewer.audiences) AND (r.since IS NULL OR r.since <= date($asOf)) AND (r.until IS NULL OR date($asOf) < r.until)
  RETURN 4 AS ring, n
  UNION
  UNWIND alliances AS a
  MATCH (a)<-[r:OBSERVES]-(n:PartyOrganization|Enterprise)
  WHERE ($viewer.all OR n.audience IN $viewer.audiences) AND (r.since IS NULL OR r.since <= date($asOf)) AND (r.until IS NULL OR date($asOf) < r.until)
  RETURN 5 AS ring, n
  UNION
  UNWIND alliances AS a
  MATCH (a)<-[m:MEMBER_OF]-(o:PartyOrganization)-[r:COVERS]->(n:Enterprise)
  WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND n.audience IN $viewer.audiences))
    AND (m.since IS NULL OR m.since <= date($asOf)) AND (m.until IS NULL OR date($asOf) < m.until) AND (r.since IS NULL OR r.since <= date($asOf)) AND (r.until IS NULL OR date($asOf) < r.until)
  RETURN 6 AS ring, n
}
WITH n, min(ring) AS ring
ORDER BY ring, n.id
WITH collect(n) AS reached WHERE size(reached) > 0
WITH size(reached) AS total, reached[..toInteger($first)] AS taken
CALL (total, taken) {
  UNWIND range(0, size(taken) - 1, 200) AS start
  WITH total, taken, start, taken[start..start + 200] AS part
  CALL (taken, part) {
    UNWIND part AS a
    MATCH (a)-[r:PART_OF_ALLIANCE|FOR_CHAIN|MEMBER_OF|OBSERVES|COVERS|LEADS_ALLIANCE|STATIONED_AT|DUTY_IN|HELD_BY|SERVES]->(b)
    WHERE b IN taken AND (r.since IS NULL OR r.since <= date($asOf)) AND (r.until IS NULL OR date($asOf) < r.until)
    RETURN collect([type(r), a.id, b.id, coalesce(r.role, r.mode, r.product), toString(r.since), toString(r.until)]) AS edges
  }
  RETURN part, edges, CASE start WHEN 0 THEN total - size(taken) ELSE 0 END AS omitted
}
RETURN [n IN part | n.id] AS ids,
  [n IN part | CASE WHEN n:Offer THEN 'Offer' ELSE head([label IN labels(n) WHERE label IN $kinds]) END] AS nodeKinds,
  [n IN part | coalesce(n.title, n.name, left(n.text, 40), '轮值 ' + left(toString(n.since), 7), n.id)] AS names,
  [n IN part | n.shortName] AS shortNames,
  [n IN part | CASE WHEN n:Resource THEN 'resource' WHEN n:PublishedProject THEN 'project'
    ELSE coalesce(n.kind, n.stage) END] AS variants,
  [n IN part | n:Example] AS examples,
  [e IN edges | e[0]] AS types, [e IN edges | e[1]] AS sources, [e IN edges | e[2]] AS targets,
  [e IN edges | e[3]] AS edgeLabels, [e IN edges | e[4]] AS sinces, [e IN edges | e[5]] AS untils, omitted
