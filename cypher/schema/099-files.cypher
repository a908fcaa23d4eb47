CREATE CONSTRAINT file_hash IF NOT EXISTS FOR (n:File) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT attachment_id IF NOT EXISTS FOR (n:Attachment) REQUIRE n.id IS UNIQUE;
// How much room an owner's files take is asked before each one is taken.
CREATE INDEX attachment_owner IF NOT EXISTS FOR (n:Attachment) ON (n.ownerId);
