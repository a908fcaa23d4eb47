import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { countedPageRow, idsParam, pageParams } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { ownerReference } from "../lists/queries.ts";

const text = z.string();
const done = z.object({ id: text });

export const barKinds = ["competitor", "dispute", "other"] as const;

const barRow = z.object({
  id: text,
  kind: z.enum(barKinds),
  reason: text.nullable(),
  since: text.nullable(),
  until: text.nullable(),
  standing: z.boolean(),
  version: z.number(),
  example: z.boolean(),
  createdAt: text.nullable(),
  byName: text.nullable(),
  /** Who ended it before its day, and why; null where nobody did. */
  lifted: z.object({ byName: text.nullable(), reason: text.nullable(), at: text }).nullable(),
  askedBy: ownerReference,
  other: ownerReference.nullable(),
});
export type BarRow = z.infer<typeof barRow>;

export const ownerStanding = defineQuery({
  name: "barring/owner-standing",
  mode: "read",
  params: z.object({ viewer: viewerSchema, actor: actorSchema, today: text, ids: idsParam }),
  row: ownerReference.extend({ held: z.boolean() }),
});

export const listBars = defineQuery({
  name: "barring/list-bars",
  mode: "read",
  params: z.object({
    viewer: viewerSchema,
    actor: actorSchema,
    today: text,
    ids: idsParam.nullable(),
    ownerId: text.nullable(),
    standing: z.boolean().nullable(),
    ...pageParams,
  }),
  row: countedPageRow(barRow.extend({ cursorKey: text })),
});

const pair = { viewer: viewerSchema, today: text, ownerId: text, otherId: text };

export const standingBars = defineQuery({
  name: "barring/standing-bars",
  mode: "read",
  params: z.object(pair),
  row: done,
});

/** Who did it: the account's id, and the name it went by. */
const who = { by: text, byName: text };

export const createBar = defineQuery({
  name: "barring/create-bar",
  mode: "write",
  params: z.object({
    ...pair,
    ...who,
    id: text,
    kind: z.enum(barKinds),
    reason: text.nullable(),
    until: text.nullable(),
  }),
  row: done,
  scanReason: "joins two nodes that were each found by their id",
});

export const liftBarStatement = defineQuery({
  name: "barring/lift-bar",
  mode: "write",
  params: z.object({ viewer: viewerSchema, today: text, id: text, reason: text, ...who }),
  row: done,
});

export const markExample = defineQuery({
  name: "barring/mark-example",
  mode: "write",
  params: z.object({ viewer: viewerSchema, id: text }),
  row: done,
});
