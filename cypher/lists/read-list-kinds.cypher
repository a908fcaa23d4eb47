// What the three lists are called and how they are used here, as far as it differs from the usual: what the hub says of its
// own before what holds for all.
MATCH (k:ListKind)
WHERE k.hubId IS NULL OR k.hubId = $hubId
RETURN coalesce(k.list, k.id) AS list, k.hubId IS NOT NULL AS own, k.name AS name, k.description AS description, k.owners AS owners,
  coalesce(k.enabled, true) AS enabled, k.place AS place, k.columns AS columns, k.version AS version
