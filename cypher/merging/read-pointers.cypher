// Sees everything: who sees what follows the owner, and shows none of it.
// What names an owner by its id: audiences, places of grants and links, and whose room files take.
CALL () {
  MATCH (n:Entity {audience: 'org:' + $id}) RETURN n.id AS id, 'audience' AS name, n.audience AS value
  UNION ALL
  MATCH (n:Entity {publishTo: 'org:' + $id}) RETURN n.id AS id, 'publishTo' AS name, n.publishTo AS value
  UNION ALL
  MATCH (g:Grant {placeId: $id}) RETURN g.id AS id, 'placeId' AS name, g.placeId AS value
  UNION ALL
  MATCH (f:Attachment {ownerId: $id}) RETURN f.id AS id, 'ownerId' AS name, f.ownerId AS value
  UNION ALL
  MATCH (s:ShareLink) WHERE 'org:' + $id IN s.audiences RETURN s.id AS id, 'audiences' AS name, s.audiences AS value
  UNION ALL
  MATCH (s:ShareLink) WHERE $id IN s.placeIds RETURN s.id AS id, 'placeIds' AS name, s.placeIds AS value
}
RETURN id, name, value
