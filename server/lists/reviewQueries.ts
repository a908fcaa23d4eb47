import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { idsParam } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { entryStates } from "./queries.ts";

const text = z.string().nullable();
const viewer = viewerSchema;
const withId = z.object({ id: z.string() });
const state = z.enum(entryStates);

export const publishingRules = defineQuery({
  name: "lists/publishing-rules",
  mode: "read",
  params: z.object({
    viewer,
    today: z.string(),
    places: z.array(z.object({ key: z.string(), ownerId: text, allianceId: text })),
  }),
  row: z.object({
    key: z.string(),
    ownerId: text,
    ownerName: text,
    allianceId: text,
    allianceName: text,
    hubId: text,
    hubName: text,
    reviewers: z.array(z.object({ id: z.string(), name: text, reviews: z.boolean() })),
    usualAudience: z.string(),
  }),
});
export type PublishingRow = z.infer<typeof publishingRules.row>;

export const lockEntries = defineQuery({
  name: "lists/lock-entries",
  mode: "write",
  params: z.object({ viewer, reviewer: actorSchema, ids: idsParam }),
  row: withId.extend({
    version: z.number(),
    state,
    demand: z.boolean(),
    title: z.string(),
    shownTo: z.string(),
    mayReview: z.boolean(),
  }),
});
export type LockedRow = z.infer<typeof lockEntries.row>;

export const stepEntries = defineQuery({
  name: "lists/step-entries",
  mode: "write",
  params: z.object({
    viewer,
    by: z.string(),
    to: state,
    reason: text,
    rows: z.array(z.object({ id: z.string(), from: state })),
  }),
  row: withId.extend({ version: z.number() }),
});

export const raiseCounter = defineQuery({
  name: "lists/raise-counter",
  mode: "write",
  params: z.object({ counter: z.enum(["demands", "offers", "register"]), by: z.number().int() }),
  row: z.object({ value: z.number() }),
});

export const reviewableEntries = defineQuery({
  name: "lists/reviewable-entries",
  mode: "read",
  params: z.object({ viewer, actor: actorSchema, ids: idsParam }),
  row: withId,
});

export const reviewSettings = defineQuery({
  name: "lists/review-settings",
  mode: "read",
  params: z.object({ viewer, actor: actorSchema, ids: idsParam }),
  row: withId.extend({ reviewsEntries: z.boolean(), version: z.number(), mayConfigure: z.boolean() }),
});

export const setReview = defineQuery({
  name: "lists/set-review",
  mode: "write",
  params: z.object({
    ...{ viewer, actor: actorSchema, id: z.string(), reviews: z.boolean() },
    expectedVersion: z.number().int(),
  }),
  row: withId.extend({ before: z.boolean() }),
});
