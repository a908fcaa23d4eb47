SHOW CONSTRAINTS YIELD name, createStatement
RETURN name, createStatement
ORDER BY name
