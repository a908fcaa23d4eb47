import { z } from "zod";
import { defineQuery } from "../server/graph/query.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const values = z.record(z.string(), value);
const texts = z.record(z.string(), z.string());
const numbers = z.record(z.string(), z.number().int());
const merged = z.object({ rows: z.number().int() });
const deleted = z.object({ deleted: z.number().int() });
const keep = z.array(z.string());
const batch = z.object({ limit: z.number().int(), keep });

export const nodeRow = z.object({
  id: z.string(),
  labels: z.array(z.string()),
  values,
  numbers,
  days: texts,
  instants: texts,
  location: z.object({ longitude: z.number(), latitude: z.number() }).nullable(),
});

export const linkRow = z.object({
  from: z.string(),
  to: z.string(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  values,
  numbers,
  days: texts,
});

export const mergeNodes = defineQuery({
  name: "seed/merge-nodes",
  mode: "write",
  params: z.object({ rows: z.array(nodeRow) }),
  row: merged,
});

export const mergeLinks = defineQuery({
  name: "seed/merge-links",
  mode: "write",
  params: z.object({ type: z.string(), rows: z.array(linkRow) }),
  row: merged,
});

export const mergeSources = defineQuery({
  name: "seed/merge-sources",
  mode: "write",
  params: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        licence: z.string(),
        url: z.string().nullable(),
        programme: z.string().nullable(),
        file: z.string().nullable(),
        row: z.number().int().nullable(),
      }),
    ),
  }),
  row: merged,
});

export const linkSources = defineQuery({
  name: "seed/link-sources",
  mode: "write",
  params: z.object({ rows: z.array(z.object({ from: z.string(), to: z.string() })) }),
  row: merged,
});

export const linkExamples = defineQuery({
  name: "seed/link-examples",
  mode: "write",
  params: z.object({ ids: z.array(z.string()) }),
  row: merged,
});

export const mergeExampleRoot = defineQuery({
  name: "seed/merge-example-root",
  mode: "write",
  params: z.object({ enterprises: z.number().int(), seed: z.number().int(), today: z.string() }),
  row: z.object({ enterprises: z.number().int(), seed: z.number().int(), today: z.string() }),
});

export const mergeRoot = defineQuery({
  name: "seed/merge-root",
  mode: "write",
  params: z.object({ today: z.string() }),
  row: z.object({ today: z.string() }),
});

export const readState = defineQuery({
  name: "seed/read-state",
  mode: "read",
  params: z.object({}),
  row: z.object({
    value: z.number().int().nullable(),
    anything: z.boolean(),
    enterprises: z.number().int().nullable(),
    seed: z.number().int().nullable(),
  }),
});

export const markState = defineQuery({
  name: "seed/mark-state",
  mode: "write",
  params: z.object({ value: z.number().int() }),
  row: z.object({ value: z.number().int() }),
});

export const raiseVersions = defineQuery({
  name: "seed/raise-versions",
  mode: "write",
  params: z.object({}),
  row: z.object({ id: z.string(), value: z.number().int() }),
});

export const listUnembedded = defineQuery({
  name: "seed/list-unembedded",
  mode: "read",
  params: z.object({ ids: z.array(z.string()), model: z.string() }),
  row: z.object({
    id: z.string(),
    text: z.string(),
    textHash: z.string(),
    offer: z.boolean(),
    category: z.string().nullable(),
  }),
});

export const setEmbeddings = defineQuery({
  name: "seed/set-embeddings",
  mode: "write",
  params: z.object({
    model: z.string(),
    rows: z.array(
      z.object({
        textHash: z.string(),
        ids: z.array(z.string()),
        embedding: z.array(z.number()).length(512),
      }),
    ),
  }),
  row: merged,
});

export const countChanges = defineQuery({
  name: "seed/count-changes",
  mode: "read",
  params: z.object({}),
  row: z.object({
    entities: z.number().int(),
    links: z.number().int(),
    embeddedOffers: z.number().int(),
    embeddedDemands: z.number().int(),
  }),
  scanReason: "counts the whole graph, once before and once after a seeding",
});

/** Examples on which entries of real people stand, with how many. */
export const readKeptExamples = defineQuery({
  name: "seed/read-kept-examples",
  mode: "read",
  params: z.object({}),
  row: z.object({ id: z.string(), name: z.string(), entries: z.number().int() }),
  scanReason: "goes through all entries, once before examples are taken away",
});

export const countExamples = defineQuery({
  name: "seed/count-examples",
  mode: "read",
  params: z.object({ keep }),
  row: z.object({ examples: z.number().int() }),
});

export const deleteExampleMatches = defineQuery({
  name: "seed/delete-example-matches",
  mode: "write",
  params: batch,
  row: deleted,
});

export const deleteExamples = defineQuery({
  name: "seed/delete-examples",
  mode: "write",
  params: batch,
  row: deleted,
});

export const deleteExampleRoot = defineQuery({
  name: "seed/delete-example-root",
  mode: "write",
  params: z.object({}),
  row: deleted,
});

/** No row where the tour's alliance stays by itself, or has its place already. */
export const placeTour = defineQuery({
  name: "seed/place-tour",
  mode: "write",
  params: z.object({ allianceId: z.string() }),
  row: z.object({ id: z.string() }),
});
