// What a grant may hold over, and whether whoever asks may see it at all.
UNWIND $ids AS id
MATCH (place:Alliance|PartyOrganization|Department|IndustryChain|Park {id: id})
WHERE ($viewer.all OR place.audience IN $viewer.audiences OR place:IndustryChain OR place:Park)
RETURN place.id AS id, place.name AS name,
  head([kind IN ['Alliance', 'PartyOrganization', 'Department', 'IndustryChain', 'Park'] WHERE kind IN labels(place)]) AS kind,
  place.kind AS variant
