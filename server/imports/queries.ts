import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { placeRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { entryStates } from "../lists/queries.ts";

const text = z.string().nullable();
const viewer = viewerSchema;
const withId = z.object({ id: z.string() });

export const importKinds = ["demand", "offer", "enterprise", "organization", "post", "membership"] as const;

export const createImport = defineQuery({
  name: "imports/create-import",
  mode: "write",
  params: z.object({
    id: z.string(),
    by: z.string(),
    kind: z.enum(importKinds),
    fileName: z.string(),
    fileHash: z.string(),
    sheet: text,
    together: text,
    headers: z.array(z.string()),
    notes: z.array(z.string()),
    mapping: z.string(),
    rowCount: z.number().int(),
    batches: z.array(z.object({ order: z.number().int(), rows: z.string() })),
  }),
  row: z.object({ id: z.string(), batches: z.number() }),
});

const importRow = z.object({
  id: z.string(),
  kind: z.enum(importKinds),
  state: z.enum(["read", "running", "stopped", "done"]),
  fileName: z.string(),
  fileHash: z.string(),
  sheet: text,
  /** Of the first sheet of the same workbook: what those that are imported together have in common. */
  together: z.string(),
  headers: z.array(z.string()),
  notes: z.array(z.string()),
  mapping: z.string(),
  choices: z.string(),
  rowCount: z.number(),
  createdAt: z.string(),
  /** Ms since 1970. */
  changedAt: z.number(),
  accepted: z.number(),
  merged: z.number(),
  rejected: z.number(),
  /** Of the merged: those that were changed, as whoever imports wished. */
  updated: z.number(),
});
export type ImportRecord = z.infer<typeof importRow>;

export const readImports = defineQuery({
  name: "imports/read-imports",
  mode: "read",
  params: z.object({ by: z.string(), id: text }),
  row: importRow,
});

export const readTogether = defineQuery({
  name: "imports/read-together",
  mode: "read",
  params: z.object({ by: z.string(), together: z.string() }),
  row: importRow.pick({
    ...{ id: true, sheet: true, kind: true, fileHash: true, state: true },
    ...{ rowCount: true, accepted: true, merged: true, rejected: true },
  }),
});

export const readBatches = defineQuery({
  name: "imports/read-batches",
  mode: "read",
  params: z.object({ id: z.string(), by: z.string(), order: z.number().int().nullable() }),
  row: z.object({ id: z.string(), order: z.number(), state: z.string(), rows: z.string(), outcomes: text }),
});

export const nextBatch = defineQuery({
  name: "imports/next-batch",
  mode: "read",
  params: z.object({ id: z.string(), by: z.string() }),
  row: z.object({ id: z.string(), order: z.number() }),
});

export const takeBatch = defineQuery({
  name: "imports/take-batch",
  mode: "write",
  params: withId,
  row: z.object({ order: z.number(), rows: z.string() }),
});

export const finishBatch = defineQuery({
  name: "imports/finish-batch",
  mode: "write",
  params: z.object({
    id: z.string(),
    outcomes: z.string(),
    accepted: z.number().int(),
    merged: z.number().int(),
    rejected: z.number().int(),
    updated: z.number().int(),
  }),
  row: withId,
});

export const setImport = defineQuery({
  name: "imports/set-import",
  mode: "write",
  params: z.object({
    id: z.string(),
    by: z.string(),
    mapping: z.string(),
    choices: z.string(),
    key: z.string(),
  }),
  row: withId,
});

export const readMapping = defineQuery({
  name: "imports/read-mapping",
  mode: "read",
  params: z.object({ key: z.string() }),
  row: z.object({ mapping: z.string() }),
});

export const moveImport = defineQuery({
  name: "imports/move-import",
  mode: "write",
  params: z.object({ id: z.string(), by: z.string(), to: z.enum(["running", "stopped", "done"]) }),
  row: withId,
});

export const deleteImport = defineQuery({
  name: "imports/delete-import",
  mode: "write",
  params: z.object({ id: z.string(), by: z.string() }),
  row: withId,
});

const reference = z.object({ id: z.string(), name: z.string() });
export const readChoices = defineQuery({
  name: "imports/read-choices",
  mode: "read",
  params: z.object({ viewer }),
  row: z.object({
    categories: z.array(reference.extend({ code: text })),
    parks: z.array(reference.extend({ shortName: text })),
    places: z.array(reference.extend({ shortName: text, location: placeRow })),
    alliances: z.array(reference.extend({ shortName: text, aliases: z.array(z.string()) })),
  }),
});

export const checkPlaces = defineQuery({
  name: "imports/check-places",
  mode: "read",
  params: z.object({
    viewer,
    actor: actorSchema,
    today: z.string(),
    places: z.array(z.object({ key: z.string(), ownerId: text, allianceId: text })),
  }),
  row: z.object({ key: z.string(), mayAct: z.boolean().nullable(), audience: z.string() }),
});

export const existingEntries = defineQuery({
  name: "imports/existing-entries",
  mode: "read",
  params: z.object({ viewer, hashes: z.array(z.string()), kind: z.enum(["demand", "offer"]) }),
  row: z.object({
    hash: z.string(),
    id: z.string(),
    state: z.string(),
    text: z.string(),
    ownerIds: z.array(z.string()),
    allianceIds: z.array(z.string()),
  }),
});

export const productNames = defineQuery({
  name: "imports/product-names",
  mode: "read",
  params: z.object({}),
  row: reference.extend({ aliases: z.array(z.string()) }),
  scanReason: "20,000 at most, read once for a preview or a batch of 500 rows",
});

export const lockCounter = defineQuery({
  name: "imports/lock-counter",
  mode: "write",
  params: z.object({ counter: z.enum(["demands", "offers", "register"]), by: z.number().int() }),
  row: z.object({ value: z.number() }),
});

const number = z.number().nullable();
const entryRow = {
  id: z.string(),
  title: text,
  text: z.string(),
  textHash: z.string(),
  words: z.string(),
  unit: text,
  audience: z.string(),
  state: z.enum(entryStates),
  publishTo: text,
  reviewedIn: text,
  from: text,
  until: text,
  categoryId: text,
  ownerId: text,
  allianceId: text,
  location: placeRow.nullable(),
  trade: z.enum(["buys", "sells"]).nullable(),
  productIds: z.array(z.string()),
};
export const newDemand = z.object({
  ...entryRow,
  quantity: number,
  urgency: z.enum(["normal", "urgent"]),
  beneficiary: text,
});
export const newOffer = z.object({
  ...entryRow,
  kind: z.enum(["resource", "project"]),
  capacity: number,
  serviceRadiusKm: number,
});
export type NewDemand = z.infer<typeof newDemand>;
export type NewOffer = z.infer<typeof newOffer>;

export const createDemands = defineQuery({
  name: "imports/create-demands",
  mode: "write",
  params: z.object({ viewer, by: z.string(), example: z.boolean(), rows: z.array(newDemand) }),
  row: withId,
});

export const createOffers = defineQuery({
  name: "imports/create-offers",
  mode: "write",
  params: z.object({ viewer, by: z.string(), example: z.boolean(), rows: z.array(newOffer) }),
  row: withId,
});
