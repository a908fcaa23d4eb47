import { z } from "zod";
import { defineQuery, type QueryMode } from "../graph/query.ts";

const none = z.object({});
const bind = <P extends z.ZodType, R extends z.ZodType>(
  name: string,
  mode: QueryMode,
  params: P,
  row: R,
  scanReason?: string,
) => defineQuery({ name: `backup/${name}`, mode, params, row, ...(scanReason ? { scanReason } : {}) });

const everything = "a backup is everything";
const statement = z.object({ name: z.string(), createStatement: z.string() });

// The first four run over a raw link, which keeps integers and temporal values as they are.
export const readNodes = bind("read-nodes", "read", none, z.unknown(), everything);
export const readRelationships = bind("read-relationships", "read", none, z.unknown(), everything);
export const createNodes = bind(
  "create-nodes",
  "write",
  z.object({ rows: z.array(z.unknown()) }),
  z.unknown(),
);
export const createRelationships = bind(
  "create-relationships",
  "write",
  z.object({ type: z.string(), rows: z.array(z.unknown()) }),
  z.unknown(),
  "both ends are single look-ups by internal id: one row times one row",
);

// Read on the leader, like everything here: mode `write` keeps followers out.
export const listConstraints = bind("list-constraints", "write", none, statement);
export const listIndexes = bind("list-indexes", "write", none, statement);
const named = z.object({ name: z.string() });
export const dropConstraint = bind("drop-constraint", "write", named, none);
export const dropIndex = bind("drop-index", "write", named, none);
export const countData = bind("count-data", "write", none, z.object({ nodes: z.int() }), everything);
export const wipeData = bind("wipe-data", "write", none, none, "a broken restore is taken away whole");

/** Ends every session, token, link and open invitation; how many there were. */
export const endEntries = bind(
  "end-entries",
  "write",
  none,
  z.object({ sessions: z.int(), apiTokens: z.int(), shareLinks: z.int(), invitations: z.int() }),
  "after a restore, once",
);

/** The mark of a restore that has not finished. */
export const readMark = bind(
  "read-mark",
  "write",
  none,
  z.object({ archive: z.string(), startedAt: z.string() }),
);
export const setMark = bind(
  "set-mark",
  "write",
  z.object({ archive: z.string() }),
  z.object({ id: z.string() }),
);
export const deleteMark = bind("delete-mark", "write", none, z.object({ deleted: z.int() }));
