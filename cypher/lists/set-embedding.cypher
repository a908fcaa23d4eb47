// Only while the text is still the one that was embedded.
MATCH (x:Demand|Offer {id: $id})
WHERE x.text = $text AND ($viewer.all OR x.audience IN $viewer.audiences)
CALL db.create.setNodeVectorProperty(x, 'embedding', $embedding)
SET x.embeddingModel = $model
RETURN x.id AS id
