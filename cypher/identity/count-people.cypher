RETURN COUNT { (:Account {demo: false}) } AS people
