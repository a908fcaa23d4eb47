import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { idsParam, sourceRow } from "./rows.ts";

export const readKinds = defineQuery({
  name: "api/read-kinds",
  mode: "read",
  params: z.object({ viewer: viewerSchema, ids: idsParam, kinds: z.array(z.string()) }),
  row: z.object({
    id: z.string(),
    /** Of the thing itself: another where the asked one was merged into it. */
    now: z.string(),
    kind: z.string(),
  }),
});

export const readSources = defineQuery({
  name: "api/read-sources",
  mode: "read",
  params: z.object({ ids: idsParam }),
  row: z.object({
    of: z.string(),
    source: sourceRow,
  }),
});

/** Takes a client's key, or finds what it did. */
export const claimMutation = defineQuery({
  name: "api/claim-mutation",
  mode: "write",
  params: z.object({ key: z.string(), input: z.string() }),
  row: z.object({ input: z.string(), result: z.string().nullable() }),
});

export const finishMutation = defineQuery({
  name: "api/finish-mutation",
  mode: "write",
  params: z.object({ key: z.string(), result: z.string() }),
  row: z.object({ key: z.string() }),
});

/** Forgets keys older than so many days, `limit` of them at most. */
export const forgetMutations = defineQuery({
  name: "api/forget-mutations",
  mode: "write",
  params: z.object({ days: z.number(), limit: z.number() }),
  row: z.object({ forgotten: z.number() }),
});
