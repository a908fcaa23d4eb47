import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { countedPageRow, idsParam, pageParams, placeRow, sourceRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

export const entryStates = [
  "draft",
  "pendingReview",
  "published",
  "returned",
  "withdrawn",
  "expired",
] as const;
const state = z.enum(entryStates);
export type EntryState = z.infer<typeof state>;

const categoryReference = z.object({ id: z.string(), name: z.string(), code: z.string().nullable() });
/** Whom an entry belongs to, as its row names it. */
export const ownerReference = z.object({
  __typename: z.enum(["Enterprise", "PartyOrganization", "Department"]),
  id: z.string(),
  name: z.string(),
});
export type OwnerReference = z.infer<typeof ownerReference>;
const productReference = z.object({ id: z.string(), name: z.string() });
const allianceReference = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.enum(["hub", "chain", "regional", "park"]),
});

const entryRow = {
  id: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  state,
  unit: z.string().nullable(),
  category: categoryReference.nullable(),
  alliance: allianceReference.nullable(),
  location: placeRow.nullable(),
  example: z.boolean(),
  version: z.number(),
  /** Why it was returned, until it is submitted anew. */
  returnReason: z.string().nullable(),
  /** The audience it has, or will have once it is published. */
  shownTo: z.string(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  source: sourceRow.nullable(),
};

const demandRow = z.object({
  __typename: z.literal("Demand"),
  ...entryRow,
  beneficiary: z.enum(["enterprise", "talent", "partyMember", "worker"]).nullable(),
  quantity: z.number().nullable(),
  neededFrom: z.string().nullable(),
  neededBy: z.string().nullable(),
  urgency: z.enum(["normal", "urgent"]),
  raisedBy: ownerReference.nullable(),
  wants: z.array(productReference),
  sells: z.array(productReference),
});
export type DemandRow = z.infer<typeof demandRow>;

const offerRow = z.object({
  __typename: z.literal("Offer"),
  ...entryRow,
  kind: z.enum(["resource", "project"]),
  capacity: z.number().nullable(),
  remaining: z.number().nullable(),
  availableFrom: z.string().nullable(),
  availableUntil: z.string().nullable(),
  serviceRadiusKm: z.number().nullable(),
  offeredBy: ownerReference.nullable(),
  provides: z.array(productReference),
  buys: z.array(productReference),
});
export type OfferRow = z.infer<typeof offerRow>;

const categoryRow = categoryReference.extend({
  __typename: z.literal("Category"),
  parent: categoryReference.nullable(),
  version: z.number(),
  /** Out of the choices; what is filed under it stays. */
  retired: z.boolean(),
  offerCount: z.number(),
  exampleOfferCount: z.number(),
});
export type CategoryRow = z.infer<typeof categoryRow>;
/** A category as another's row names it: the rest is loaded when asked for. */
export type CategoryParent = Pick<CategoryRow, "id" | "name"> & Partial<CategoryRow>;
export interface DepartmentRow {
  id: string;
  name: string;
}

const byIds = z.object({ viewer: viewerSchema, today: z.string(), ids: idsParam });
const filterParams = {
  viewer: viewerSchema,
  today: z.string(),
  words: z.array(z.string()),
  ids: z.array(z.string()).nullable(),
  states: z.array(z.string()).nullable(),
  categoryId: z.string().nullable(),
  ownerId: z.string().nullable(),
  allianceId: z.string().nullable(),
  example: z.boolean().nullable(),
  openOn: z.string().nullable(),
  order: z.enum(["newest", "soonest"]),
  ...pageParams,
};

export const readDemands = defineQuery({
  name: "lists/read-demands",
  mode: "read",
  params: byIds,
  row: demandRow,
});

export const listDemands = defineQuery({
  name: "lists/list-demands",
  mode: "read",
  params: z.object(filterParams),
  row: countedPageRow(demandRow.extend({ cursorKey: z.number() })),
});

export const readOffers = defineQuery({
  name: "lists/read-offers",
  mode: "read",
  params: byIds,
  row: offerRow,
});

export const listOffers = defineQuery({
  name: "lists/list-offers",
  mode: "read",
  params: z.object({ ...filterParams, kind: z.string().nullable() }),
  row: countedPageRow(offerRow.extend({ cursorKey: z.number() })),
});

export const listEnding = defineQuery({
  name: "lists/list-ending",
  mode: "read",
  params: z.object({
    viewer: viewerSchema,
    until: z.string(),
    demands: actorSchema,
    offers: actorSchema,
    limit: z.number().int(),
  }),
  row: countedPageRow(z.object({ id: z.string(), offer: z.boolean(), endsOn: z.string() })),
});
export type EndingRow = z.infer<typeof listEnding.row>["items"][number];

export const readCategories = defineQuery({
  name: "lists/read-categories",
  mode: "read",
  params: byIds.extend({ ids: idsParam.nullable() }),
  row: categoryRow,
});

export const readLocation = defineQuery({
  name: "lists/read-location",
  mode: "read",
  params: z.object({ viewer: viewerSchema, id: z.string() }),
  row: placeRow,
});

export const readDepartments = defineQuery({
  name: "lists/read-departments",
  mode: "read",
  params: z.object({ ids: idsParam }),
  row: z.object({ __typename: z.literal("Department"), id: z.string(), name: z.string() }),
});

export const waitingEntries = defineQuery({
  name: "lists/waiting-entries",
  mode: "read",
  params: z.object({ viewer: viewerSchema, reviewer: actorSchema }),
  row: z.object({
    id: z.string(),
    demand: z.boolean(),
    title: z.string(),
    state: z.enum(["pendingReview", "returned"]),
    since: z.string(),
    returnReason: z.string().nullable(),
    example: z.boolean(),
    mayReview: z.boolean(),
  }),
});

export const heldEntries = defineQuery({
  name: "lists/held-entries",
  mode: "read",
  params: z.object({ viewer: viewerSchema, actor: actorSchema, today: z.string(), ids: z.array(z.string()) }),
  row: z.object({ id: z.string() }),
});

const similarTo = z.object({
  viewer: viewerSchema,
  today: z.string(),
  /** Words that were typed, as a Lucene query. */
  lucene: z.string(),
  exceptId: z.string().nullable(),
});
const similarRow = z.object({ id: z.string(), words: z.string().nullable() });

export const similarDemands = defineQuery({
  name: "lists/similar-demands",
  mode: "read",
  params: similarTo,
  row: similarRow,
});

export const similarOffers = defineQuery({
  name: "lists/similar-offers",
  mode: "read",
  params: similarTo,
  row: similarRow,
});
