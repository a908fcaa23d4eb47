// Which of these entries wait for a review that the actor may give.
UNWIND $ids AS id
MATCH (x:Demand|Offer {id: id, state: 'pendingReview'})
WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences)
  AND ($actor.all OR x.reviewedIn IN [a IN $actor.allianceIds | 'review:' + a])
RETURN x.id AS id
