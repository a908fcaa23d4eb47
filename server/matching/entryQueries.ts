import { z } from "zod";
import { defineQuery, type RowOf, viewerSchema } from "../graph/query.ts";

const text = z.string();
const maybeText = text.nullable();
const numbers = z.array(z.number()).nullable();
const ids = z.array(text);

/** What is stored of an entry's features, and what they are computed from. */
export const featuresRow = z.object({
  id: text,
  category: maybeText,
  text,
  featuresKey: maybeText,
  vector: numbers,
  embeddingModel: maybeText,
  kinds: numbers,
});
export type FeaturesRow = z.infer<typeof featuresRow>;

/** An entry as the index keeps it. */
const entryRow = featuresRow.extend({
  audience: maybeText,
  open: z.boolean(),
  /** Its last day; null without an end. */
  until: maybeText,
  /** Nothing of its capacity is left. */
  spent: z.boolean(),
  version: z.number(),
  updatedAt: maybeText,
});
export type EntryRow = z.infer<typeof entryRow>;

const pageParams = z.object({ after: text, limit: z.number().int(), viewer: viewerSchema });
const changedParams = z.object({ since: text, limit: z.number().int(), viewer: viewerSchema });
const pageReason = "reads every entry, page by page in the order of the index on id";

export const loadOffers = defineQuery({
  name: "matching/load-offers",
  mode: "read",
  params: pageParams,
  row: entryRow,
  scanReason: pageReason,
});

export const loadDemands = defineQuery({
  name: "matching/load-demands",
  mode: "read",
  params: pageParams,
  row: entryRow,
  scanReason: pageReason,
});

export const changedOffers = defineQuery({
  name: "matching/changed-offers",
  mode: "read",
  params: changedParams,
  row: entryRow,
});

export const changedDemands = defineQuery({
  name: "matching/changed-demands",
  mode: "read",
  params: changedParams,
  row: entryRow,
});

export const readVersions = defineQuery({
  name: "matching/read-versions",
  mode: "read",
  params: z.object({}),
  row: z.object({ offers: z.number(), demands: z.number(), offerCount: z.number(), demandCount: z.number() }),
});

export const storeFeatures = defineQuery({
  name: "matching/store-features",
  mode: "write",
  params: z.object({
    rows: z.array(
      z.object({
        id: text,
        text,
        featuresKey: text,
        model: text,
        vector: numbers,
        kinds: z.array(z.number()),
      }),
    ),
  }),
  row: z.object({ stored: z.number() }),
});

export const someEntries = defineQuery({
  name: "matching/some-entries",
  mode: "read",
  params: z.object({ limit: z.number().int(), viewer: viewerSchema }),
  row: z.object({ demands: ids, offers: ids }),
});

/** Entries that came into the lists since an instant, whoever may see them: see `pulse.ts`. */
export const publishedSince = defineQuery({
  name: "matching/published-since",
  mode: "read",
  params: z.object({ since: text, limit: z.number().int() }),
  row: z.object({ id: text, demand: z.boolean(), audience: maybeText, at: text }),
});
export type PublishedRow = RowOf<typeof publishedSince>;

export const seenEntries = defineQuery({
  name: "matching/seen-entries",
  mode: "read",
  params: z.object({ ids, viewer: viewerSchema }),
  row: z.object({ id: text, demand: z.boolean() }),
});
