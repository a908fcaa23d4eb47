import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { featuresRow } from "./entryQueries.ts";

const day = z.string();
const text = z.string();
const ids = z.array(text);

const hitsRow = z.object({ found: z.number(), ids });
const vectorParams = z.object({
  vector: z.array(z.number()),
  limit: z.number().int(),
  viewer: viewerSchema,
  today: day,
});
const trade = z.enum(["PROVIDES", "BUYS", "WANTS", "SELLS"]);
export type Trade = z.infer<typeof trade>;
const aroundParams = z.object({
  /** A Lucene query over the cut words. */
  words: text,
  limit: z.number().int(),
  /** Nearest first. */
  productIds: ids,
  /** Entries by product, and by maker, at most. */
  traded: z.number().int(),
  /** How those sought name the products. */
  trade,
  positionIds: ids,
  allianceIds: ids,
  today: day,
  viewer: viewerSchema,
});
const aroundRow = z.object({
  id: text,
  way: z.enum(["words", "product", "maker", "nearby"]),
  /** Place of its product among those asked for; null by the other ways. */
  at: z.number().nullable(),
});
const featuresParams = z.object({ ids, viewer: viewerSchema });

export const offersAround = defineQuery({
  name: "matching/offers-around",
  mode: "read",
  params: aroundParams,
  row: aroundRow,
});

export const demandsAround = defineQuery({
  name: "matching/demands-around",
  mode: "read",
  params: aroundParams,
  row: aroundRow,
});

export const offersByVector = defineQuery({
  name: "matching/offers-by-vector",
  mode: "read",
  params: vectorParams,
  row: hitsRow,
});

export const demandsByVector = defineQuery({
  name: "matching/demands-by-vector",
  mode: "read",
  params: vectorParams,
  row: hitsRow,
});

export const readOfferFeatures = defineQuery({
  name: "matching/read-offer-features",
  mode: "read",
  params: featuresParams,
  row: featuresRow,
});

export const readDemandFeatures = defineQuery({
  name: "matching/read-demand-features",
  mode: "read",
  params: featuresParams,
  row: featuresRow,
});
