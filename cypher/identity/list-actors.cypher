// Each is called as their latest event says.
MATCH (e:AuditEvent)
WHERE e.actorId IS NOT NULL AND toLower(e.actorName) CONTAINS $text
  AND (NOT $demo OR EXISTS { (:Account {id: e.actorId, demo: true}) })
WITH e ORDER BY e.at DESC
WITH e.actorId AS id, head(collect(e.actorName)) AS name, max(e.at) AS lastAt
RETURN id, name ORDER BY lastAt DESC, id LIMIT toInteger($limit)
