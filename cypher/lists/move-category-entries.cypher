// Everything filed under one category goes to another, each entry with its event; what was computed from the old one's
// name goes.
// Sees everything: what is out of sight moves too, or it would be lost to everybody who looks under the new one.
MATCH (to:Category {id: $toId})
OPTIONAL MATCH (x:Demand|Offer|DemandItem)-[old:IN_CATEGORY]->(:Category {id: $fromId})
WITH to, collect(x) AS moved, collect(old) AS links
FOREACH (link IN links | DELETE link)
FOREACH (x IN moved | CREATE (x)-[:IN_CATEGORY]->(to))
WITH [x IN moved WHERE NOT x:DemandItem] AS entries
FOREACH (x IN entries | SET x.version = coalesce(x.version, 1) + 1, x.updatedAt = datetime())
FOREACH (x IN entries | CREATE (:Event {at: datetime(), by: $by, from: x.state, to: x.state, reason: $reason})-[:HAPPENED_TO]->(x))
FOREACH (x IN [x IN entries WHERE x:Offer] | REMOVE x.embedding, x.embeddingModel, x.kindScores, x.featuresKey)
RETURN [x IN entries | {id: x.id, demand: x:Demand,
  seen: $viewer.all OR coalesce(x.audience IN $viewer.audiences, false) OR coalesce(x.reviewedIn IN $viewer.audiences, false)}] AS entries
