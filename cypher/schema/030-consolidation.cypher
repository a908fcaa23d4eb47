CREATE CONSTRAINT demand_item_id IF NOT EXISTS FOR (n:DemandItem) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT consolidation_decision_id IF NOT EXISTS FOR (n:ConsolidationDecision) REQUIRE n.id IS UNIQUE;
