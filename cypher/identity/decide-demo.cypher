// Once for ever: on where nothing but seeded facts and examples is there, else ended. What users made has no source,
// is no example, and carries the version history that no seeded structure has.
MERGE (demo:Setting {id: 'demo'})
ON CREATE SET demo.value = CASE WHEN EXISTS { (:ExampleRoot) }
    AND NOT EXISTS { (:Account {demo: false})-[:HOLDS]->() }
    AND NOT EXISTS {
      MATCH (n:Demand|Offer|Enterprise)
      WHERE NOT n:Example AND NOT EXISTS { (n)-[:FROM_SOURCE]->() } AND ($viewer.all OR n.audience IN $viewer.audiences) }
  THEN 'on' ELSE 'ended' END, demo.at = datetime()
RETURN demo.value AS value
