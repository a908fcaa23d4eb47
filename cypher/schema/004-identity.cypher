// Accounts and what belongs to them are an island: they carry no label `Entity` and no relationship leads from them to
// the business graph, so that no search, path, neighbourhood or degree can reach them.
CREATE CONSTRAINT account_id IF NOT EXISTS FOR (n:Account) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT account_username IF NOT EXISTS FOR (n:Account) REQUIRE n.username IS UNIQUE;
CREATE CONSTRAINT account_email IF NOT EXISTS FOR (n:Account) REQUIRE n.email IS UNIQUE;
CREATE CONSTRAINT account_subject IF NOT EXISTS FOR (n:Account) REQUIRE n.subject IS UNIQUE;
CREATE CONSTRAINT grant_id IF NOT EXISTS FOR (n:Grant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT session_hash IF NOT EXISTS FOR (n:Session) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT session_id IF NOT EXISTS FOR (n:Session) REQUIRE n.id IS UNIQUE;
CREATE INDEX session_end IF NOT EXISTS FOR (n:Session) ON (n.endsAt);
CREATE CONSTRAINT sign_in_guard_key IF NOT EXISTS FOR (n:SignInGuard) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT sign_in_attempt_hash IF NOT EXISTS FOR (n:SignInAttempt) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT invitation_id IF NOT EXISTS FOR (n:Invitation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT invitation_hash IF NOT EXISTS FOR (n:Invitation) REQUIRE n.hash IS UNIQUE;
CREATE INDEX invitation_email IF NOT EXISTS FOR (n:Invitation) ON (n.email);
CREATE CONSTRAINT api_token_id IF NOT EXISTS FOR (n:ApiToken) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT api_token_hash IF NOT EXISTS FOR (n:ApiToken) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT share_link_id IF NOT EXISTS FOR (n:ShareLink) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT share_link_hash IF NOT EXISTS FOR (n:ShareLink) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT setting_id IF NOT EXISTS FOR (n:Setting) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT audit_event_id IF NOT EXISTS FOR (n:AuditEvent) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT audit_event_seq IF NOT EXISTS FOR (n:AuditEvent) REQUIRE n.seq IS UNIQUE;
CREATE INDEX audit_event_at IF NOT EXISTS FOR (n:AuditEvent) ON (n.at);
CREATE INDEX audit_event_action IF NOT EXISTS FOR (n:AuditEvent) ON (n.action);
CREATE INDEX audit_event_actor IF NOT EXISTS FOR (n:AuditEvent) ON (n.actorId);
CREATE INDEX audit_event_target IF NOT EXISTS FOR (n:AuditEvent) ON (n.targetId);
CREATE CONSTRAINT audit_chain_id IF NOT EXISTS FOR (n:AuditChain) REQUIRE n.id IS UNIQUE;
MERGE (chain:AuditChain {id: 'audit'}) ON CREATE SET chain.seq = 0, chain.hash = '';
