MATCH (a)-[r]->(b)
RETURN type(r) AS type, id(a) AS start, id(b) AS end, properties(r) AS properties
