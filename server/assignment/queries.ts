import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { unfilledReasons } from "./unfilled.ts";

const text = z.string();
const maybeText = z.string().nullable();
const maybeNumber = z.number().nullable();
export const planStates = ["running", "ready", "failed", "cancelled"] as const;
export const fairnesses = ["none", "some", "strong"] as const;

/** As `unitTable`. */
const units = z.record(text, z.object({ dimension: text, factor: z.number() }));

export const selectNeeds = defineQuery({
  name: "assignment/select-needs",
  mode: "read",
  params: z.object({
    /** In lower case. */
    words: z.array(text),
    categoryId: maybeText,
    allianceId: maybeText,
    today: text,
    units,
    /** Needs of which less is open are as good as met. */
    leastShare: z.number(),
    limit: z.number().int(),
    viewer: viewerSchema,
  }),
  row: z.object({ id: text, rest: maybeNumber }),
});

const sums = z.array(z.tuple([text, z.number()]));

export const readPromises = defineQuery({
  name: "assignment/read-promises",
  mode: "read",
  params: z.object({ offerIds: z.array(text), ownerIds: z.array(text), units }),
  row: z.object({ reserved: sums, loads: sums }),
});

export const createPlan = defineQuery({
  name: "assignment/create-plan",
  mode: "write",
  params: z.object({
    id: text,
    makerId: text,
    staleSeconds: z.number().int(),
    needCount: z.number().int(),
    filter: text,
    providersPerNeed: z.number().int(),
    fairness: z.enum(fairnesses),
    penalty: z.number(),
    mostPerProvider: maybeNumber,
    weightsVersion: text,
  }),
  row: z.object({ running: z.number(), made: z.number() }),
});

export const noteProgress = defineQuery({
  name: "assignment/note-progress",
  mode: "write",
  params: z.object({ id: text, done: z.number().int() }),
  row: z.object({ id: text }),
});

export const settlePlan = defineQuery({
  name: "assignment/settle-plan",
  mode: "write",
  params: z.object({
    id: text,
    state: z.enum(planStates),
    failure: maybeText,
    figures: z.object({
      done: z.number().int().optional(),
      fairShare: z.number().int().optional(),
      objective: z.number().optional(),
      greedyObjective: z.number().optional(),
      bound: z.number().nullable().optional(),
      proven: z.boolean().optional(),
      tookMs: z.number().optional(),
      solveMs: z.number().optional(),
      degraded: maybeText.optional(),
    }),
  }),
  row: z.object({ id: text }),
});

const written = z.object({ rows: z.number() });

/** `[order, need, offer, score, share, amount, unit, deciding factors as JSON]` */
const pairCells = z.tuple([
  z.number().int(),
  text,
  text,
  z.number(),
  z.number(),
  maybeNumber,
  maybeText,
  text,
]);
export type PairCells = z.infer<typeof pairCells>;
/** `[order, need, reason, share, facts as JSON]` */
const gapCells = z.tuple([z.number().int(), text, z.enum(unfilledReasons), z.number(), text]);
export type GapCells = z.infer<typeof gapCells>;

export const addPairs = defineQuery({
  name: "assignment/add-pairs",
  mode: "write",
  params: z.object({ id: text, rows: z.array(pairCells) }),
  row: written,
});

export const addGaps = defineQuery({
  name: "assignment/add-gaps",
  mode: "write",
  params: z.object({ id: text, rows: z.array(gapCells) }),
  row: written,
});

export const cancelPlan = defineQuery({
  name: "assignment/cancel-plan",
  mode: "write",
  params: z.object({ id: text, makerId: text }),
  row: z.object({ state: z.enum(planStates) }),
});

const planRow = z.object({
  id: text,
  state: z.enum(planStates),
  failure: maybeText,
  degraded: maybeText,
  createdAt: text,
  filter: text,
  providersPerNeed: z.number(),
  fairness: z.enum(fairnesses),
  mostPerProvider: maybeNumber,
  fairShare: maybeNumber,
  needCount: z.number(),
  done: z.number(),
  objective: maybeNumber,
  greedyObjective: maybeNumber,
  bound: z.number().nullable(),
  proven: z.boolean().nullable(),
  tookMs: maybeNumber,
  solveMs: maybeNumber,
  weightsVersion: text,
  pairCount: z.number(),
  gapCount: z.number(),
  gaps: z.array(z.object({ reason: z.enum(unfilledReasons), count: z.number() })),
});
export type PlanRow = z.infer<typeof planRow>;

export const readPlans = defineQuery({
  name: "assignment/read-plans",
  mode: "read",
  params: z.object({
    makerId: text,
    id: maybeText,
    staleSeconds: z.number().int(),
    limit: z.number().int(),
  }),
  row: planRow,
});

const pageParams = z.object({
  id: text,
  after: z.number().int(),
  limit: z.number().int(),
  viewer: viewerSchema,
});
const pairRow = z.object({
  order: z.number(),
  demandId: text,
  offerId: text,
  score: z.number(),
  share: z.number(),
  amount: maybeNumber,
  unit: maybeText,
  deciding: text,
  state: text,
});
export type PairRow = z.infer<typeof pairRow>;

export const readPairs = defineQuery({
  name: "assignment/read-pairs",
  mode: "read",
  params: pageParams,
  row: pairRow,
});

const gapRow = z.object({
  order: z.number(),
  demandId: text,
  reason: z.enum(unfilledReasons),
  share: z.number(),
  facts: text,
});
export type GapRow = z.infer<typeof gapRow>;

export const readGaps = defineQuery({
  name: "assignment/read-gaps",
  mode: "read",
  params: pageParams.extend({ reason: maybeText }),
  row: gapRow,
});

export const heldPairs = defineQuery({
  name: "assignment/held-pairs",
  mode: "read",
  params: z.object({ id: text, makerId: text, pairs: z.array(text) }),
  row: z.object({ demandId: text, offerId: text }),
});
