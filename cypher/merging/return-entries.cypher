// Sees everything: who sees what follows the owner, and shows none of it.
// Entries that are the owner's again and that only the owner may see, written since the merge.
MATCH (o:Enterprise|PartyOrganization {id: $id})<-[:RAISED_BY|OFFERED_BY]-(entry:Demand|Offer)
WHERE entry.audience = 'org:' + $from OR entry.publishTo = 'org:' + $from
SET entry.audience = CASE WHEN entry.audience = 'org:' + $from THEN 'org:' + $id ELSE entry.audience END,
  entry.publishTo = CASE WHEN entry.publishTo = 'org:' + $from THEN 'org:' + $id ELSE entry.publishTo END
RETURN count(entry) AS returned
