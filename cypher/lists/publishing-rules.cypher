// How entries of these owners and alliances are published: the alliance and hub they can be shown to, and the alliances
// whose reviewers could be asked: the chosen one first.
// Sees everything: an alliance out of sight reviews all the same. Names leave it only as far as the viewer sees them; who
// asks about an owner that is not theirs is not told what comes of it (see publish.ts).
UNWIND $places AS place
OPTIONAL MATCH (o:Entity {id: place.ownerId})
WHERE o:Enterprise|PartyOrganization|Department
OPTIONAL MATCH (chosen:Alliance {id: place.allianceId})
WITH place, o, chosen, COLLECT {
  MATCH (o)<-[covers:COVERS*0..1]-(g:PartyOrganization|Enterprise)-[m:MEMBER_OF|OBSERVES]->(b:Alliance)
  WHERE (m.since IS NULL OR m.since <= date($today)) AND (m.until IS NULL OR date($today) < m.until)
    AND all(r IN covers WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
  RETURN DISTINCT b ORDER BY b.id } AS joined
WITH place, o, coalesce(chosen, head(joined)) AS shown,
  CASE WHEN chosen IS NULL THEN joined ELSE [chosen] + [b IN joined WHERE b <> chosen] END AS asked
OPTIONAL MATCH (shown)-[above:PART_OF_ALLIANCE*0..4]->(h:Alliance {kind: 'hub'})
WHERE all(r IN above WHERE (r.since IS NULL OR r.since <= date($today)) AND (r.until IS NULL OR date($today) < r.until))
WITH place, o, shown, asked, h ORDER BY h.id
WITH place, o, shown, asked, head(collect(h)) AS hub
RETURN place.key AS key, o.id AS ownerId,
  [b IN asked | {id: b.id, reviews: coalesce(b.reviewsEntries, false),
    name: CASE WHEN $viewer.all OR b.audience IN $viewer.audiences THEN b.name END}] AS reviewers,
  shown.id AS allianceId, hub.id AS hubId,
  CASE WHEN o:Department OR $viewer.all OR o.audience IN $viewer.audiences THEN o.name END AS ownerName,
  CASE WHEN $viewer.all OR shown.audience IN $viewer.audiences THEN shown.name END AS allianceName,
  CASE WHEN $viewer.all OR hub.audience IN $viewer.audiences THEN hub.name END AS hubName,
  coalesce(head([x IN [CASE WHEN shown.id = place.allianceId THEN shown.audience END, o.audience] WHERE x <> 'public']), 'public') AS usualAudience
