// What somebody may not read stays here: stars and words of the stages that the reader reads, and of the reader's own.
UNWIND $readings AS reading
MATCH (p:ServiceProject {id: reading.id})<-[:EVALUATES]-(v:Evaluation)
WHERE ($viewer.all OR p.audience IN $viewer.audiences)
// What was entered for somebody is theirs: whoever entered it reads it, and may still judge a stage of their own.
WITH reading, v, coalesce(v.by = $reader, false) AS own
WITH reading, v, own, own OR v.stage IN reading.words AS worded
RETURN reading.of AS of, v.id AS id, v.stage AS stage, toString(v.at) AS at, own,
  own AND v.enteredBecause IS NULL AS judged, v.enteredBecause IS NOT NULL AS entered, worded AS readable,
  CASE WHEN own OR v.stage IN reading.stars THEN v.stars END AS stars,
  CASE WHEN worded THEN v.text END AS text, CASE WHEN worded THEN v.byName END AS byName,
  CASE WHEN worded THEN v.enteredBecause END AS enteredBecause,
  v.text IS NOT NULL AND NOT worded AS wordsHidden
ORDER BY of, v.at, v.id
