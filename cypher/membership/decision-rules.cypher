// How alliances decide about members, as far as each has said so itself.
UNWIND $ids AS id
MATCH (a:Alliance {id: id})
WHERE ($viewer.all OR a.audience IN $viewer.audiences)
RETURN a.id AS id, a.decisionThreshold AS threshold, a.decisionQuorum AS quorum, coalesce(a.decisionVersion, 0) AS version,
  $actor.all OR a.id IN $actor.allianceIds AS mayConfigure
