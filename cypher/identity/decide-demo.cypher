// Sees everything: whether anybody's own data is there concerns all of it.
// Once for ever: on where nothing but seeded facts and examples is there, else ended. What users made has no source
// and is no example.
WITH EXISTS { (:ExampleRoot) }
    AND NOT EXISTS { (:Account {demo: false})-[:HOLDS]->(:Grant) }
    AND NOT EXISTS { MATCH (n:Demand|Offer|Enterprise) WHERE NOT n:Example AND NOT EXISTS { (n)-[:FROM_SOURCE]->(:SourceRecord) } }
  AS onlySeeded
MERGE (demo:Setting {id: 'demo'})
ON CREATE SET demo.value = CASE WHEN onlySeeded THEN 'on' ELSE 'ended' END, demo.at = datetime()
RETURN demo.value AS value
