import { z } from "zod";
import { defineQuery } from "./query.ts";

const none = z.object({});

export const prepareLock = defineQuery({
  name: "graph/prepare-lock",
  mode: "write",
  params: none,
  row: none,
});
export const prepareLog = defineQuery({ name: "graph/prepare-log", mode: "write", params: none, row: none });
export const awaitIndexes = defineQuery({
  name: "graph/await-indexes",
  mode: "write",
  params: none,
  row: none,
});

/** Takes the right to migrate, or prolongs it, for `seconds` from now. */
export const takeLock = defineQuery({
  name: "graph/take-lock",
  mode: "write",
  params: z.object({ name: z.string(), holder: z.string(), seconds: z.int().positive() }),
  row: z.object({ mine: z.boolean() }),
});

export const releaseLock = defineQuery({
  name: "graph/release-lock",
  mode: "write",
  params: z.object({ name: z.string(), holder: z.string() }),
  row: z.object({ released: z.int() }),
});

/** Read on the leader: a follower may not know yet what another server has just applied. */
export const listMigrations = defineQuery({
  name: "graph/list-migrations",
  mode: "write",
  params: none,
  row: z.object({ id: z.string(), name: z.string(), checksum: z.string() }),
});

export const recordMigration = defineQuery({
  name: "graph/record-migration",
  mode: "write",
  params: z.object({ id: z.string(), name: z.string(), checksum: z.string() }),
  row: z.object({ id: z.string() }),
});
