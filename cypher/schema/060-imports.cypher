CREATE CONSTRAINT import_id IF NOT EXISTS FOR (n:Import) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_batch_id IF NOT EXISTS FOR (n:ImportBatch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_mapping_key IF NOT EXISTS FOR (n:ImportMapping) REQUIRE n.key IS UNIQUE;
CREATE INDEX import_by IF NOT EXISTS FOR (n:Import) ON (n.by);
// Whether a row is there already is asked by its text.
CREATE INDEX demand_text_hash IF NOT EXISTS FOR (n:Demand) ON (n.textHash);
CREATE INDEX offer_text_hash IF NOT EXISTS FOR (n:Offer) ON (n.textHash);
