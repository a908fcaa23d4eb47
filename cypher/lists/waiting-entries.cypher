// Entries that wait for a review or were returned, as far as they are seen, the longest waiting first.
MATCH (x:Demand|Offer)
WHERE x.state IN ['pendingReview', 'returned']
  AND ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
RETURN x.id AS id, x:Demand AS demand, coalesce(x.title, left(x.text, 30)) AS title, x.state AS state,
  toString(coalesce(x.updatedAt, x.createdAt)) AS since, x.returnReason AS returnReason, x:Example AS example,
  $reviewer.all OR coalesce(x.reviewedIn IN [a IN $reviewer.allianceIds | 'review:' + a], false) AS mayReview
ORDER BY since, id LIMIT 1000
