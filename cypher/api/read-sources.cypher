// Where things were published.
// Sees everything: whoever asks was shown the thing already, and a source is public.
UNWIND $ids AS id
MATCH (n:Entity {id: id})-[:FROM_SOURCE]->(s:SourceRecord)
WITH id, s ORDER BY s.id
WITH id, head(collect(s)) AS s
RETURN id AS of, {id: s.id, title: coalesce(s.title, s.id), url: s.url, licence: s.licence} AS source
