// One node that every write passes: see cypher/graph/pass-gate.cypher.
CREATE CONSTRAINT write_gate_id IF NOT EXISTS FOR (n:WriteGate) REQUIRE n.id IS UNIQUE;
MERGE (gate:WriteGate {id: 'gate'}) ON CREATE SET gate.closed = false;
CREATE CONSTRAINT restore_mark_id IF NOT EXISTS FOR (n:RestoreMark) REQUIRE n.id IS UNIQUE;
