// How many needs and offers in sight are filed under each category itself, whatever their state.
UNWIND $ids AS id
MATCH (c:Category {id: id})
RETURN c.id AS id, COUNT { MATCH (c)<-[:IN_CATEGORY]-(x:Demand|Offer)
  WHERE ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences) } AS entryCount,
  COUNT { MATCH (c)<-[:IN_CATEGORY]-(x:Example)
    WHERE (x:Demand OR x:Offer) AND ($viewer.all OR x.audience IN $viewer.audiences OR x.reviewedIn IN $viewer.audiences) } AS exampleEntryCount
