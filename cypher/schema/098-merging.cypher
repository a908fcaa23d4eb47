// Old ids and codes of entries that were merged into others.
CREATE CONSTRAINT merged_entry_id IF NOT EXISTS FOR (n:MergedEntry) REQUIRE n.id IS UNIQUE;
CREATE INDEX merged_entry_code IF NOT EXISTS FOR (n:MergedEntry) ON (n.creditCode);
CREATE CONSTRAINT entry_merge_id IF NOT EXISTS FOR (n:EntryMerge) REQUIRE n.id IS UNIQUE;
CREATE INDEX entry_merge_kept IF NOT EXISTS FOR (n:EntryMerge) ON (n.keptId);
CREATE CONSTRAINT distinct_pair_id IF NOT EXISTS FOR (n:DistinctPair) REQUIRE n.id IS UNIQUE;
// Who may see what names an owner by its id: a merge asks for all that name one.
CREATE INDEX entity_audience IF NOT EXISTS FOR (n:Entity) ON (n.audience);
CREATE INDEX entity_publish_to IF NOT EXISTS FOR (n:Entity) ON (n.publishTo);
CREATE INDEX grant_place IF NOT EXISTS FOR (n:Grant) ON (n.placeId);
