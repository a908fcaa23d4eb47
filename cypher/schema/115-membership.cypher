CREATE CONSTRAINT membership_case_id IF NOT EXISTS FOR (n:MembershipCase) REQUIRE n.id IS UNIQUE;
