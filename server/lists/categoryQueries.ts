import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { idsParam } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const withId = z.object({ id: z.string() });

export const lockCategories = defineQuery({
  name: "lists/lock-categories",
  mode: "write",
  params: z.object({}),
  row: withId.extend({
    name: z.string(),
    version: z.number(),
    retired: z.boolean(),
    parentId: z.string().nullable(),
  }),
  scanReason: "all categories, at most 200",
});

export const saveCategoryRow = defineQuery({
  name: "lists/save-category",
  mode: "write",
  params: withId.extend({
    name: z.string(),
    pinyin: z.string(),
    pinyinInitials: z.string(),
    parentId: z.string().nullable(),
  }),
  row: withId,
});

export const retireCategory = defineQuery({
  name: "lists/retire-category",
  mode: "write",
  params: withId.extend({ retired: z.boolean() }),
  row: withId,
});

export const moveCategoryEntries = defineQuery({
  name: "lists/move-category-entries",
  mode: "write",
  params: z.object({
    viewer: viewerSchema,
    fromId: z.string(),
    toId: z.string(),
    by: z.string(),
    reason: z.string(),
  }),
  row: z.object({ entries: z.array(z.object({ id: z.string(), demand: z.boolean(), seen: z.boolean() })) }),
});

export const otherCoordinators = defineQuery({
  name: "lists/other-coordinators",
  mode: "read",
  params: z.object({ actor: actorSchema, today: z.string() }),
  row: z.object({ others: z.number() }),
});

export const forgetCategoryFeatures = defineQuery({
  name: "lists/forget-category-features",
  mode: "write",
  params: withId,
  row: z.object({ offers: z.number() }),
});

export const countInCategories = defineQuery({
  name: "lists/count-in-categories",
  mode: "read",
  params: z.object({ viewer: viewerSchema, ids: idsParam }),
  row: withId.extend({ entryCount: z.number(), exampleEntryCount: z.number() }),
});
