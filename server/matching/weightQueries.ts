import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { feedbackReasons } from "./feedback.ts";
import { findings } from "./heldBack.ts";

/** What a version is: learnt and judged, or the frozen weights themselves. */
export const versionFindings = [...findings, "frozen"] as const;

const text = z.string();
const maybeText = text.nullable();
const maybeNumber = z.number().nullable();
const numbers = z.array(z.number()).nullable();
const count = z.number().int();
const because = z.enum(feedbackReasons);

export const readFeedback = defineQuery({
  name: "matching/read-feedback",
  mode: "read",
  params: z.object({}),
  row: z.object({
    matchId: text,
    demandId: text,
    state: text,
    declineReason: maybeText,
    outcome: maybeText,
    rating: maybeNumber,
    factors: text,
    weightsVersion: maybeText,
    example: z.boolean(),
    needKinds: numbers,
    helpKinds: numbers,
  }),
  scanReason: "all that was decided is what is learnt from; the latest 5,000",
});

export const readServedShifts = defineQuery({
  name: "matching/read-served-shifts",
  mode: "read",
  params: z.object({ base: text }),
  row: z.object({ number: z.number(), base: text, shifts: text }),
  scanReason: "a version a training, made by hand",
});

export const readServingWeights = defineQuery({
  name: "matching/read-serving-weights",
  mode: "read",
  params: z.object({}),
  row: z.object({ id: text, number: z.number(), base: text, weights: text, shifts: text }),
});

/** What is kept of a version, but for its number and its times. */
const kept = {
  id: text,
  base: text,
  comparedWith: text,
  weights: text,
  shifts: text,
  finding: z.enum(findings),
  learntGood: count,
  learntBad: count,
  learntNeeds: count,
  heldGood: count,
  heldBad: count,
  heldNeeds: count,
  lossBefore: maybeNumber,
  lossAfter: maybeNumber,
  orderBefore: maybeNumber,
  orderAfter: maybeNumber,
};
const versionItem = z.object({
  ...kept,
  cursorKey: z.number(),
  number: z.number(),
  createdAt: text,
  example: z.boolean(),
  servedAt: maybeText,
  finding: z.enum(versionFindings),
  /** JSON, of the frozen weights alone. */
  origin: maybeText,
});
export type WeightVersionRow = z.infer<typeof versionItem>;

export const listWeights = defineQuery({
  name: "matching/list-weights",
  mode: "read",
  params: z.object({
    id: maybeText,
    /** The frozen weights there are now: those before are no more. */
    base: text,
    after: z.object({ key: z.union([z.number(), text]), id: text }).nullable(),
    limit: count,
  }),
  row: z.object({ totalCount: z.number(), items: z.array(versionItem) }),
  scanReason: "a version a training, made by hand",
});

const learntItem = z.object({
  id: text,
  cursorKey: text,
  demandId: text,
  offerId: text,
  heldBack: z.boolean(),
  good: z.boolean(),
  importance: z.number(),
  because,
  rating: maybeNumber,
});
export type LearntFeedbackRow = z.infer<typeof learntItem>;

export const listLearnt = defineQuery({
  name: "matching/list-learnt",
  mode: "read",
  params: z.object({
    id: text,
    heldBack: z.boolean().nullable(),
    good: z.boolean().nullable(),
    after: z.object({ key: z.union([z.number(), text]), id: text }).nullable(),
    limit: count,
    viewer: viewerSchema,
  }),
  row: z.object({ totalCount: z.number(), items: z.array(learntItem) }),
});

export const readKindNames = defineQuery({
  name: "matching/read-kind-names",
  mode: "read",
  params: z.object({}),
  row: z.object({ id: text, name: text }),
});

export const readFrozenWeights = defineQuery({
  name: "matching/read-frozen-weights",
  mode: "read",
  params: z.object({ id: text }),
  row: z.object({ weights: text, origin: maybeText }),
});

export const mergeFrozenWeights = defineQuery({
  name: "matching/merge-frozen-weights",
  mode: "write",
  params: z.object({ id: text, base: text, chosenOn: text, weights: text, origin: text }),
  row: z.object({ id: text }),
});

export const lockWeights = defineQuery({
  name: "matching/lock-weights",
  mode: "write",
  params: z.object({ evidence: maybeText }),
  row: z.object({ servingId: maybeText, sameId: maybeText }),
});

export const createWeights = defineQuery({
  name: "matching/create-weights",
  mode: "write",
  params: z.object({ ...kept, by: text, evidence: text }),
  row: z.object({ number: z.number() }),
});

export const linkLearnt = defineQuery({
  name: "matching/link-learnt",
  mode: "write",
  params: z.object({
    id: text,
    rows: z.array(
      z.object({
        /** Of the match. */
        id: text,
        heldBack: z.boolean(),
        good: z.boolean(),
        importance: z.number(),
        because,
        rating: maybeNumber,
      }),
    ),
  }),
  row: z.object({ linked: z.number() }),
});

export const markExampleWeights = defineQuery({
  name: "matching/mark-example-weights",
  mode: "write",
  params: z.object({ id: text }),
  row: z.object({ id: text }),
});

export const setServing = defineQuery({
  name: "matching/serve-weights",
  mode: "write",
  params: z.object({ id: maybeText, by: text }),
  row: z.object({ serving: maybeText }),
});
