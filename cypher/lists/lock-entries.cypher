// Entries as they stand, locked until the transaction ends, in the order of their ids: two who lock the same ones never
// wait for each other crosswise.
UNWIND $ids AS id
MATCH (x:Demand|Offer {id: id})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
WITH x ORDER BY x.id
SET x.version = coalesce(x.version, 1)
RETURN x.id AS id, x.version AS version, x.state AS state, x:Demand AS demand, coalesce(x.title, left(x.text, 30)) AS title,
  coalesce(x.publishTo, x.audience) AS shownTo,
  $reviewer.all OR coalesce(x.reviewedIn IN [a IN $reviewer.allianceIds | 'review:' + a], false) AS mayReview
