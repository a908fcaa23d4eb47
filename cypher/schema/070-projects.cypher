CREATE CONSTRAINT service_project_id IF NOT EXISTS FOR (n:ServiceProject) REQUIRE n.id IS UNIQUE;
// The year's calendar is asked by the month.
CREATE INDEX project_month IF NOT EXISTS FOR (n:ProjectMonth) ON (n.month);
