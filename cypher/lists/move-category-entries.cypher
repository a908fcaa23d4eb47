// Everything filed under one category goes to another; what was computed from the old one's name goes.
// Sees everything: what is out of sight moves too, or it would be lost to everybody who looks under the new one.
MATCH (to:Category {id: $toId})
OPTIONAL MATCH (x:Demand|Offer|DemandItem)-[old:IN_CATEGORY]->(:Category {id: $fromId})
WITH to, collect(x) AS moved, collect(old) AS links
FOREACH (link IN links | DELETE link)
FOREACH (x IN moved | CREATE (x)-[:IN_CATEGORY]->(to))
FOREACH (x IN [x IN moved WHERE NOT x:DemandItem] | SET x.version = coalesce(x.version, 1) + 1, x.updatedAt = datetime())
FOREACH (x IN [x IN moved WHERE x:Offer] | REMOVE x.embedding, x.embeddingModel, x.kindScores, x.featuresKey)
RETURN size([x IN moved WHERE x:Demand]) AS demands, size([x IN moved WHERE x:Offer]) AS offers
