// Which help solves which problem, as it stands now: some two hundred relationships.
MATCH (need:NeedKind)-[s:SOLVED_BY]->(help:HelpKind)
RETURN need.id AS needKind, help.id AS helpKind, s.weight AS weight
