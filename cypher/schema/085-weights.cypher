CREATE CONSTRAINT weight_version_id IF NOT EXISTS FOR (n:WeightVersion) REQUIRE n.id IS UNIQUE;
