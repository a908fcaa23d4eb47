// Firms from elsewhere that stand at a position, make what belongs there, or stand at the next one before or behind it. `ties`: firms of the district that they trade with
// already, `members` those of them whose organisation is in an alliance: who could introduce them.
MATCH (p:ChainPosition {id: $positionId})
CALL (p) {
  MATCH (p)<-[s:OCCUPIES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e
  UNION
  MATCH (p)<-[:BELONGS_AT]-(:Product)<-[s:PRODUCES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e
  UNION
  MATCH (p)-[:FEEDS]-(:ChainPosition)<-[s:OCCUPIES]-(e:Enterprise)
  WHERE ($viewer.all OR e.audience IN $viewer.audiences)
    AND coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  RETURN e
}
WITH DISTINCT p, e
WHERE ($viewer.all OR e.audience IN $viewer.audiences) AND NOT EXISTS {
  MATCH (e)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
  WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
}
RETURN e.id AS id, e.name AS name, e.scale AS scale, coalesce(e.tags, []) AS tags, e:Example AS example,
  EXISTS {
    MATCH (e)-[s:OCCUPIES]->(p)
    WHERE coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
  } AS stands,
  COLLECT {
    MATCH (e)-[s:PRODUCES]->(q:Product)-[:BELONGS_AT]->(p)
    WHERE coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
    WITH DISTINCT q RETURN q.name ORDER BY q.name
  } AS makes,
  COUNT {
    MATCH (e)-[s:PRODUCES]->(q:Product)-[:BELONGS_AT]->(p)
    WHERE coalesce(s.since <= date($today), true) AND coalesce(date($today) < s.until, true)
      AND EXISTS {
        MATCH (q)<-[c:CONSUMES]-(buyer:Enterprise)-[:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
        WHERE ($viewer.all OR buyer.audience IN $viewer.audiences)
          AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      }
  } AS wantedHere,
  COLLECT {
    MATCH (e)-[t:SUPPLIES]-(partner:Enterprise)
    WHERE ($viewer.all OR partner.audience IN $viewer.audiences)
      AND coalesce(t.since <= date($today), true) AND coalesce(date($today) < t.until, true)
      AND EXISTS {
        MATCH (partner)-[l:LOCATED_IN]->(:Park)-[:WITHIN*1..4]->(:District {id: $districtId})
        WHERE coalesce(l.since <= date($today), true) AND coalesce(date($today) < l.until, true)
      }
    WITH DISTINCT partner
    OPTIONAL MATCH (partner)<-[c:COVERS]-(o:PartyOrganization)-[m:MEMBER_OF]->(a:Alliance)
    WHERE ($viewer.all OR (o.audience IN $viewer.audiences AND a.audience IN $viewer.audiences))
      AND coalesce(c.since <= date($today), true) AND coalesce(date($today) < c.until, true)
      AND coalesce(m.since <= date($today), true) AND coalesce(date($today) < m.until, true)
    WITH partner, o, a ORDER BY a.id, o.id
    WITH partner, collect({organization: o.name, organizationId: o.id, alliance: a.name})[0] AS place
    RETURN {id: partner.id, name: partner.name, organization: place.organization,
      organizationId: place.organizationId, alliance: place.alliance}
    ORDER BY place.alliance IS NULL, partner.name, partner.id
  } AS ties
