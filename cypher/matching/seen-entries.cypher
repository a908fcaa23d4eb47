// Which of some entries a viewer sees in the lists, the newest of them first in $ids.
UNWIND $ids AS id
MATCH (x:Demand|Offer {id: id})
WHERE x.state = 'published' AND ($viewer.all OR x.audience IN $viewer.audiences)
RETURN x.id AS id, x:Demand AS demand
