import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const products = z.array(z.object({ id: z.string(), name: z.string() }));
const askedParams = z.object({ id: z.string(), today: z.string(), viewer: viewerSchema });

const firmRow = z.object({
  id: z.string(),
  how: z.enum([
    "delivers",
    "makes",
    "makesNarrower",
    "makesBroader",
    "receives",
    "uses",
    "makesFromIt",
    "usesBroader",
  ]),
  partner: z.string().nullable(),
  products,
});
export type FirmRow = z.infer<typeof firmRow>;

const saidRow = z.object({ id: z.string(), mention: z.string() });
const saidParams = askedParams.omit({ id: true }).extend({
  /** A Lucene query that every word of the product's name satisfies. */
  words: z.string(),
});

export const offersNamingProduct = defineQuery({
  name: "supply/offers-naming-product",
  mode: "read",
  params: saidParams,
  row: saidRow,
});

export const needsNamingProduct = defineQuery({
  name: "supply/needs-naming-product",
  mode: "read",
  params: saidParams,
  row: saidRow,
});

export const makersOfProduct = defineQuery({
  name: "supply/makers-of-product",
  mode: "read",
  params: askedParams,
  row: firmRow,
});

export const takersOfProduct = defineQuery({
  name: "supply/takers-of-product",
  mode: "read",
  params: askedParams,
  row: firmRow,
});

const upstreamRow = z.object({ id: z.string(), how: z.enum(["input", "inputOfBroader"]), products });
export type UpstreamRow = z.infer<typeof upstreamRow>;

export const upstreamOfProduct = defineQuery({
  name: "supply/upstream-of-product",
  mode: "read",
  params: z.object({ id: z.string() }),
  row: upstreamRow,
});
