// Guests who came by it lose their sessions with it.
MATCH (link:ShareLink {id: $id})-[:MADE_BY]->(:Account {id: $accountId})
OPTIONAL MATCH (s:Session)-[:OPENED]->(link)
WITH link, link.name AS name, collect(s) AS sessions
FOREACH (s IN sessions | DETACH DELETE s)
DETACH DELETE link
RETURN name
