// Every way in but passwords and the provider: sessions, tokens, links, open invitations with the roles they promise.
OPTIONAL MATCH (entry:Session|ApiToken|ShareLink|SignInAttempt)
WITH collect(entry) AS entries
OPTIONAL MATCH (i:Invitation)
WHERE i.usedAt IS NULL
OPTIONAL MATCH (i)-[:PROMISES]->(g:Grant)
WITH entries, collect(DISTINCT i) AS open, collect(DISTINCT g) AS grants,
  size([e IN entries WHERE e:Session]) AS sessions, size([e IN entries WHERE e:ApiToken]) AS apiTokens,
  size([e IN entries WHERE e:ShareLink]) AS shareLinks
FOREACH (e IN entries + grants | DETACH DELETE e)
FOREACH (i IN open | DETACH DELETE i)
RETURN sessions, apiTokens, shareLinks, size(open) AS invitations
