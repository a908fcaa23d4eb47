// Vectors of offers that matching has not seen yet may be of the text without its category: they are made anew.
MATCH (o:Offer) WHERE o.featuresKey IS NULL AND o.embeddingModel IS NOT NULL
REMOVE o.embeddingModel;
