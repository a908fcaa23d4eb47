// Items that a change left without needs.
UNWIND $ids AS id
MATCH (i:DemandItem {id: id})
WHERE ($viewer.all OR i.audience IN $viewer.audiences)
DETACH DELETE i
RETURN count(*) AS removed
