import { createHash } from "node:crypto";
import type { FeedbackExample } from "./feedback.ts";

/** How many examples speak for their pair and how many against it, and of how many needs they are. */
export interface Counts {
  good: number;
  bad: number;
  needs: number;
}

export interface Quality {
  /** Mean logarithmic loss; lower is better. */
  loss: number;
  /** Share of pairs of a good and a bad example that are put in the right order, 0..1. */
  order: number;
}

/** Two sets of weights on the part held back. */
export interface Measured {
  before: Quality;
  after: Quality;
  /** How far the mean loss falls, and twice its standard error, needs taken as the independent things. */
  gain: number;
  doubt: number;
}

/** What became of learning. */
export const findings = ["tooFew", "notBetter", "byChance", "examplesOnly", "better"] as const;
export type Finding = (typeof findings)[number];

/** Least examples of each kind to learn from. */
export const leastOfEach = 15;
/** Least examples held back: fewer say nothing of whether weights are better. */
export const leastHeld = { all: 20, ofEach: 5, needs: 5 };
/** Part of the loss by which it must fall. */
const leastGain = 0.01;

/** A quarter of the needs, chosen by their ids alone, is held back: a need never stands on both sides, whenever one learns. */
export const isHeldBack = (demandId: string): boolean =>
  (createHash("sha256").update(demandId).digest()[0] ?? 0) % 4 === 0;

export function countsOf(examples: readonly FeedbackExample[]): Counts {
  const good = examples.filter((one) => one.good).length;
  const needs = new Set(examples.map(({ demandId }) => demandId)).size;
  return { good, bad: examples.length - good, needs };
}

/** What is still missing for weights to be learnt and judged, in words; empty when there is enough. */
export function missingFor(trained: Counts, heldBack: Counts): string[] {
  const { all, ofEach, needs } = leastHeld;
  const lacks: [string, number, string][] = [
    ["用于学习的“合适”还差", leastOfEach - trained.good, "条"],
    ["用于学习的“不合适”还差", leastOfEach - trained.bad, "条"],
    ["留出检验的还差", all - heldBack.good - heldBack.bad, "条"],
    ["留出检验的“合适”还差", ofEach - heldBack.good, "条"],
    ["留出检验的“不合适”还差", ofEach - heldBack.bad, "条"],
    ["留出检验的需求还差", needs - heldBack.needs, "个"],
  ];
  return lacks.filter(([, count]) => count > 0).map(([what, count, unit]) => `${what} ${count} ${unit}`);
}

/** How weights rate an example: its score, and its logarithmic loss. */
export type Rater = (one: FeedbackExample) => { score: number; loss: number };

/** Compares two sets of weights on examples that neither was learnt from. */
export function measure(held: readonly FeedbackExample[], before: Rater, after: Rater): Measured {
  const [old, fresh] = [held.map(before), held.map(after)];
  const mass = held.reduce((sum, { importance }) => sum + importance, 0);
  const gains = new Map<string, number>();
  held.forEach(({ demandId, importance }, at) => {
    const gain = importance * ((old[at]?.loss ?? 0) - (fresh[at]?.loss ?? 0));
    gains.set(demandId, (gains.get(demandId) ?? 0) + gain);
  });
  const total = [...gains.values()].reduce((sum, gain) => sum + gain, 0);
  const mean = total / gains.size;
  const spread = [...gains.values()].reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  const error = Math.sqrt((spread * gains.size) / Math.max(1, gains.size - 1)) / mass;
  return {
    before: qualityOf(held, old, mass),
    after: qualityOf(held, fresh, mass),
    gain: total / mass,
    doubt: 2 * error,
  };
}

function qualityOf(held: readonly FeedbackExample[], rated: ReturnType<Rater>[], mass: number): Quality {
  const loss = held.reduce((sum, { importance }, at) => sum + importance * (rated[at]?.loss ?? 0), 0);
  const scores = (good: boolean) =>
    rated.flatMap(({ score }, at) => (held[at]?.good === good ? [score] : []));
  const [good, bad] = [scores(true), scores(false)];
  let right = 0;
  for (const a of good) for (const b of bad) right += a > b ? 1 : a === b ? 0.5 : 0;
  return { loss: loss / mass, order: right / (good.length * bad.length) };
}

/** What the comparison allows to say. `measured` null: too few. `fromExamples`: learnt from 示例 only, which never serves. */
export function findingOf(measured: Measured | null, fromExamples: boolean): Finding {
  if (!measured) return "tooFew";
  const { before, after, gain, doubt } = measured;
  if (gain < before.loss * leastGain || after.order < before.order) return "notBetter";
  if (gain <= doubt) return "byChance";
  return fromExamples ? "examplesOnly" : "better";
}
