import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { placeRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { entryStates } from "./queries.ts";

const text = z.string().nullable();
const number = z.number().nullable();
const viewer = viewerSchema;
const versioned = z.object({ id: z.string(), version: z.number() });

export const checkReferences = defineQuery({
  name: "lists/check-references",
  mode: "read",
  params: z.object({
    viewer,
    actor: actorSchema,
    today: z.string(),
    ownerId: text,
    allianceId: text,
    categoryId: text,
    productIds: z.array(z.string()),
  }),
  row: z.object({
    ownerKind: z.enum(["Enterprise", "PartyOrganization", "Department"]).nullable(),
    mayAct: z.boolean().nullable(),
    allianceFound: z.boolean(),
    categoryFound: z.boolean(),
    categoryRetired: z.boolean(),
    productIds: z.array(z.string()),
  }),
});

const lockParams = z.object({ viewer, id: z.string() });
const lockRow = versioned.extend({
  state: z.enum(entryStates),
  textHash: text,
  updatedAt: text,
  withdrawnFrom: z.enum(entryStates).nullable(),
});
export type LockedEntry = z.infer<typeof lockRow>;

export const lockDemand = defineQuery({
  name: "lists/lock-demand",
  mode: "write",
  params: lockParams,
  row: lockRow,
});

export const lockOffer = defineQuery({
  name: "lists/lock-offer",
  mode: "write",
  params: lockParams,
  row: lockRow.extend({ used: number, kind: z.enum(["resource", "project"]) }),
});

const created = { params: z.object({ id: z.string() }), row: z.object({ id: z.string() }) };
export const createDemand = defineQuery({ name: "lists/create-demand", mode: "write", ...created });
export const createOffer = defineQuery({ name: "lists/create-offer", mode: "write", ...created });

const saveParams = {
  viewer,
  id: z.string(),
  title: text,
  text: z.string(),
  textHash: z.string(),
  words: z.string(),
  embedding: z.array(z.number()).nullable(),
  embeddingModel: text,
  unit: text,
  state: z.enum(entryStates),
  audience: z.string(),
  publishTo: text,
  reviewedIn: text,
  location: placeRow.nullable(),
  categoryId: text,
  ownerId: text,
  allianceId: text,
  trade: z.enum(["buys", "sells"]).nullable(),
  productIds: z.array(z.string()),
};

export const saveDemand = defineQuery({
  name: "lists/save-demand",
  mode: "write",
  params: z.object({
    ...saveParams,
    quantity: number,
    neededFrom: text,
    neededBy: text,
    urgency: z.enum(["normal", "urgent"]),
    beneficiary: text,
  }),
  row: versioned,
});

export const saveOffer = defineQuery({
  name: "lists/save-offer",
  mode: "write",
  params: z.object({
    ...saveParams,
    kind: z.enum(["resource", "project"]),
    capacity: number,
    availableFrom: text,
    availableUntil: text,
    serviceRadiusKm: number,
  }),
  row: versioned,
});

export const markExample = defineQuery({
  name: "lists/mark-example",
  mode: "write",
  params: z.object({ viewer, id: z.string() }),
  row: z.object({ id: z.string() }),
});

export const markOwn = defineQuery({
  name: "lists/mark-own",
  mode: "write",
  params: z.object({ viewer, id: z.string() }),
  row: z.object({ id: z.string() }),
});

export const moveEntry = defineQuery({
  name: "lists/move-entry",
  mode: "write",
  params: z.object({
    viewer,
    id: z.string(),
    to: z.enum(entryStates),
    withdrawnFrom: z.enum(entryStates).nullable(),
  }),
  row: versioned,
});

export const prolongEntry = defineQuery({
  name: "lists/prolong-entry",
  mode: "write",
  params: z.object({ viewer, id: z.string(), until: z.string() }),
  row: versioned,
});

export const recordChange = defineQuery({
  name: "lists/record-change",
  mode: "write",
  params: z.object({
    viewer,
    id: z.string(),
    by: z.string(),
    from: text,
    to: z.string(),
    reason: text,
    counter: z.enum(["demands", "offers"]),
  }),
  row: z.object({ value: z.number() }),
});

export const listUnembedded = defineQuery({
  name: "lists/list-unembedded",
  mode: "read",
  params: z.object({ viewer, model: z.string(), afterId: z.string(), limit: z.number().int() }),
  row: z.object({ id: z.string(), text: z.string(), offer: z.boolean(), category: text }),
});

export const setEmbedding = defineQuery({
  name: "lists/set-embedding",
  mode: "write",
  params: z.object({
    viewer,
    id: z.string(),
    text: z.string(),
    embedding: z.array(z.number()),
    model: z.string(),
  }),
  row: z.object({ id: z.string() }),
});

export const settleMatches = defineQuery({
  name: "lists/settle-matches",
  mode: "write",
  params: z.object({
    /** Entries that changed, and matches that are to be looked at whatever changed. */
    entryIds: z.array(z.string()),
    matchIds: z.array(z.string()),
    today: z.string(),
    by: z.string(),
    /** What is said for each cause. */
    reasons: z.record(z.string(), z.string()),
  }),
  row: z.object({ id: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
});

export const unsettledMatches = defineQuery({
  name: "lists/unsettled-matches",
  mode: "read",
  params: z.object({ today: z.string(), limit: z.number().int() }),
  row: z.object({ id: z.string() }),
});

export const narrowMatches = defineQuery({
  name: "lists/narrow-matches",
  mode: "write",
  /** Demands and offers whose matches are looked at. */
  params: z.object({ entryIds: z.array(z.string()) }),
  row: z.object({ matches: z.number() }),
});
