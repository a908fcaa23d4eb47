import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const day = z.string();
const text = z.string();
const maybeText = text.nullable();
const maybeNumber = z.number().nullable();
const numbers = z.array(z.number()).nullable();
const ids = z.array(text);

/** What is stored of an entry's features, and what they are computed from. */
const featuresRow = z.object({
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

export const readKnowledgeVersion = defineQuery({
  name: "matching/read-knowledge-version",
  mode: "read",
  params: z.object({}),
  row: z.object({ version: maybeText }),
});

export const mergeKinds = defineQuery({
  name: "matching/merge-kinds",
  mode: "write",
  params: z.object({
    label: z.enum(["NeedKind", "HelpKind"]),
    version: text,
    rows: z.array(z.object({ id: text, name: text, description: text, phrases: z.array(text) })),
  }),
  row: z.object({ rows: z.number() }),
});

export const mergeSolvedBy = defineQuery({
  name: "matching/merge-solved-by",
  mode: "write",
  params: z.object({
    version: text,
    rows: z.array(z.tuple([text, text, z.number()])),
  }),
  row: z.object({ rows: z.number() }),
});

export const readSolvedBy = defineQuery({
  name: "matching/read-solved-by",
  mode: "read",
  params: z.object({}),
  row: z.object({ needKind: text, helpKind: text, weight: z.number() }),
  scanReason: "the knowledge is some hundred nodes",
});

export const removeStaleKnowledge = defineQuery({
  name: "matching/remove-stale-knowledge",
  mode: "write",
  params: z.object({ version: text }),
  row: z.object({ removed: z.number() }),
  scanReason: "the knowledge is some hundred nodes",
});

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
  flows: z.array(z.tuple([z.enum(["same", "narrower", "broader", "input"]), z.array(z.tuple([text, text]))])),
  stored: z.array(z.tuple([text, text, maybeText, maybeText])),
  knowledgeStamp: maybeText,
};

const askedNeedRow = z.object({ ...needColumns, ...askedColumns, wants: ids });
const askedOfferRow = z.object({
  ...offerColumns,
  ...askedColumns,
  categories: z.array(z.tuple([text, text])),
  provides: ids,
  produces: ids,
});
const needCandidateRow = z.object({ ...needColumns, ...candidateColumns });
const offerCandidateRow = z.object({
  ...offerColumns,
  ...candidateColumns,
  produces: ids,
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

export const someEntries = defineQuery({
  name: "matching/some-entries",
  mode: "read",
  params: z.object({ limit: z.number().int(), viewer: viewerSchema }),
  row: z.object({ demands: ids, offers: ids }),
});

const hitsRow = z.object({ found: z.number(), ids });
const vectorParams = z.object({ vector: z.array(z.number()), limit: z.number().int(), viewer: viewerSchema });
const aroundParams = z.object({
  /** A Lucene query over the cut words. */
  words: text,
  limit: z.number().int(),
  productIds: ids,
  positionIds: ids,
  allianceIds: ids,
  today: day,
  viewer: viewerSchema,
});
const aroundRow = z.object({ id: text, worded: z.boolean() });
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

export const readPaths = defineQuery({
  name: "matching/read-paths",
  mode: "read",
  params: z.object({
    ids,
    /** `[source, type, target]`, each by id. */
    edges: z.array(z.tuple([text, text, text])),
    kinds: ids.readonly(),
    viewer: viewerSchema,
  }),
  row: z.object({
    nodes: z.array(
      z.object({
        id: text,
        kind: text,
        name: text,
        shortName: text,
        variant: maybeText,
        example: z.boolean(),
      }),
    ),
    edges: z.array(
      z.object({
        type: text,
        source: text,
        target: text,
        label: maybeText,
        since: maybeText,
        until: maybeText,
      }),
    ),
  }),
});

export const lockMatch = defineQuery({
  name: "matching/lock-match",
  mode: "write",
  params: z.object({ demandId: text, offerId: text, today: text, viewer: viewerSchema }),
  row: z.object({
    id: text,
    state: text,
    reason: maybeText,
    declineReason: maybeText,
    demandState: text,
    offerState: text,
  }),
});

export const moveMatch = defineQuery({
  name: "matching/move-match",
  mode: "write",
  params: z.object({
    id: text,
    to: text,
    by: text,
    reason: maybeText,
    declineReason: maybeText,
    weightsVersion: text,
    /** 0..100 as it was shown, and the factors as JSON; null: what is stored stays. */
    score: maybeNumber,
    factors: maybeText,
    viewer: viewerSchema,
  }),
  row: z.object({ id: text, state: text, reason: maybeText, declineReason: maybeText }),
});

const barredParams = z.object({ id: text, today: day });

export const barredOffers = defineQuery({
  name: "matching/barred-offers",
  mode: "read",
  params: barredParams,
  row: z.object({ id: text }),
});

export const barredDemands = defineQuery({
  name: "matching/barred-demands",
  mode: "read",
  params: barredParams,
  row: z.object({ id: text }),
});
