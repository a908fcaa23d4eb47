import { z } from "zod";
import { defineQuery } from "../graph/query.ts";

const text = z.string();
const maybeText = text.nullable();
const maybeNumber = z.number().nullable();
const numbers = z.array(z.number()).nullable();

export const readFeedback = defineQuery({
  name: "matching/read-feedback",
  mode: "read",
  params: z.object({}),
  row: z.object({
    demandId: text,
    state: text,
    declineReason: maybeText,
    outcome: maybeText,
    rating: maybeNumber,
    factors: text,
    example: z.boolean(),
    needKinds: numbers,
    helpKinds: numbers,
  }),
  scanReason: "all that was decided is what is learnt from; the latest 5,000",
});

export const readServingWeights = defineQuery({
  name: "matching/read-serving-weights",
  mode: "read",
  params: z.object({}),
  row: z.object({ number: z.number(), base: text, weights: text, shifts: text }),
});

const versionRow = z.object({
  id: text,
  number: z.number(),
  base: text,
  createdAt: text,
  serving: z.boolean(),
  weights: text,
  shifts: text,
  trained: z.number(),
  heldBack: z.number(),
  exampleData: z.boolean(),
  lossBefore: maybeNumber,
  lossAfter: maybeNumber,
  orderBefore: maybeNumber,
  orderAfter: maybeNumber,
  better: z.boolean(),
  verdict: text,
  servedAt: maybeText,
});
export type WeightVersionRow = z.infer<typeof versionRow>;

export const readWeightVersions = defineQuery({
  name: "matching/read-weight-versions",
  mode: "read",
  params: z.object({}),
  row: versionRow,
  scanReason: "a version a training, made by hand",
});

export const lockWeights = defineQuery({
  name: "matching/lock-weights",
  mode: "write",
  params: z.object({}),
  row: z.object({ serving: maybeText, versions: z.number() }),
});

export const createWeights = defineQuery({
  name: "matching/create-weights",
  mode: "write",
  params: z.object({
    id: text,
    number: z.number().int(),
    base: text,
    weights: text,
    shifts: text,
    by: text,
    trained: z.number().int(),
    heldBack: z.number().int(),
    exampleData: z.boolean(),
    lossBefore: maybeNumber,
    lossAfter: maybeNumber,
    orderBefore: maybeNumber,
    orderAfter: maybeNumber,
    better: z.boolean(),
    verdict: text,
  }),
  row: z.object({ id: text }),
});

export const findWeights = defineQuery({
  name: "matching/find-weights",
  mode: "read",
  params: z.object({ id: text }),
  row: z.object({ id: text, base: text, better: z.boolean(), verdict: text }),
});

export const setServing = defineQuery({
  name: "matching/serve-weights",
  mode: "write",
  params: z.object({ id: maybeText, by: text }),
  row: z.object({ serving: maybeText }),
});
