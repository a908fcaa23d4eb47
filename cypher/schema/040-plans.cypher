CREATE CONSTRAINT plan_id IF NOT EXISTS FOR (n:Plan) REQUIRE n.id IS UNIQUE;
CREATE INDEX plan_maker IF NOT EXISTS FOR (n:Plan) ON (n.makerId, n.createdAt);
