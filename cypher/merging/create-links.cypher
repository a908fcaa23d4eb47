// Sees everything: a merge moves all that hangs on the two, whoever may see it, and shows none of it.
UNWIND $rows AS row
MATCH (n) WHERE elementId(n) = row.of
MATCH (other) WHERE elementId(other) = row.other
WITH row, CASE WHEN row.outgoing THEN n ELSE other END AS a, CASE WHEN row.outgoing THEN other ELSE n END AS b
CREATE (a)-[r:$(row.type)]->(b)
FOREACH (v IN row.values | SET r[v.name] = CASE v.kind WHEN 'INTEGER' THEN toInteger(v.value) WHEN 'FLOAT' THEN toFloat(v.value)
    WHEN 'DATE' THEN date(v.value) WHEN 'ZONED' THEN datetime(v.value)
    WHEN 'POINT' THEN point({longitude: v.value[0], latitude: v.value[1]}) ELSE v.value END)
RETURN count(r) AS created
