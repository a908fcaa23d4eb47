import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const day = z.string();
const text = z.string();
const maybeText = text.nullable();
const maybeNumber = z.number().nullable();
const numbers = z.array(z.number()).nullable();
const ids = z.array(text);

/** What either side of a match brings. */
const sideRow = {
  id: text,
  state: text,
  unit: maybeText,
  from: day.nullable(),
  until: day.nullable(),
  ownerId: maybeText,
  longitude: maybeNumber,
  latitude: maybeNumber,
};
const needColumns = { ...sideRow, quantity: maybeNumber };
const offerColumns = { ...sideRow, capacity: maybeNumber, used: maybeNumber, radiusKm: maybeNumber };
const candidateColumns = {
  text: maybeText,
  /** From the entry: `[type, id, name]`. */
  own: z.array(z.tuple([text, text, text])),
  /** From the owner: `[type, id]`. */
  owned: z.array(z.tuple([text, text])),
  /** Alliances over an organisation or team: `[type, alliance, through]`. */
  through: z.array(z.tuple([text, text, text])),
  /** Positions of firms that the owner covers: `[position, firm]`. */
  covered: z.array(z.tuple([text, text])),
};
/** What only the side that was asked about brings: the names around it, its text, and what people did. */
const askedColumns = {
  text,
  featuresKey: maybeText,
  vector: numbers,
  kinds: numbers,
  dataVersion: z.number(),
  mayBeBarred: z.boolean(),
  alliances: z.array(z.tuple([text, text, maybeText, text, text])),
  positions: z.array(z.tuple([text, maybeText])),
  chainPositions: z.array(z.tuple([text, text, text, text])),
  feeds: z.array(z.array(z.tuple([text, text]))),
  flows: z.array(
    z.tuple([
      z.enum(["same", "narrower", "broader", "input", "inputOfBroader"]),
      z.array(z.tuple([text, text])),
    ]),
  ),
  stored: z.array(z.tuple([text, text, maybeText, maybeText])),
  knowledgeStamp: maybeText,
};

const askedNeedRow = z.object({
  ...needColumns,
  ...askedColumns,
  wants: ids,
  sells: ids,
  /** Held by agreed pairs that the viewer sees: amount, and the unit of its resource. */
  promised: z.array(z.tuple([z.number(), maybeText])),
});
const askedOfferRow = z.object({
  ...offerColumns,
  ...askedColumns,
  categories: z.array(z.tuple([text, text])),
  provides: ids,
  produces: ids,
  buys: ids,
});
const needCandidateRow = z.object({ ...needColumns, ...candidateColumns });
const offerCandidateRow = z.object({
  ...offerColumns,
  ...candidateColumns,
  /** Of the owner. */
  productCount: z.number(),
});
export type AskedNeedRow = z.infer<typeof askedNeedRow>;
export type AskedOfferRow = z.infer<typeof askedOfferRow>;
export type NeedCandidateRow = z.infer<typeof needCandidateRow>;
export type OfferCandidateRow = z.infer<typeof offerCandidateRow>;

const askedParams = z.object({ id: text, today: day, viewer: viewerSchema });
const needFactsParams = z.object({ ids, today: day, viewer: viewerSchema, withTexts: z.boolean() });
const offerFactsParams = needFactsParams.extend({ productIds: ids });

export const readNeed = defineQuery({
  name: "matching/read-need",
  mode: "read",
  params: askedParams,
  row: askedNeedRow,
});

export const readOffer = defineQuery({
  name: "matching/read-offer",
  mode: "read",
  params: askedParams,
  row: askedOfferRow,
});

export const readNeedFacts = defineQuery({
  name: "matching/read-need-facts",
  mode: "read",
  params: needFactsParams,
  row: needCandidateRow,
});

export const readOfferFacts = defineQuery({
  name: "matching/read-offer-facts",
  mode: "read",
  params: offerFactsParams,
  row: offerCandidateRow,
});
