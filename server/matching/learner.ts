import { createHash } from "node:crypto";
import {
  defaultWeights,
  type FactorId,
  type FactorValues,
  type FactorWeights,
  factorIds,
} from "./factors.ts";
import { scoreCandidate } from "./score.ts";

/** A pair that people decided about, as the scorer saw it. */
export interface FeedbackExample {
  demandId: string;
  values: FactorValues;
  /** Whether it came to something. */
  good: boolean;
  /** How much it tells, 0..1: a mere contact tells less than an agreement. */
  importance: number;
  /** Whether it speaks about the kind of help, and not of distance, size or time. */
  aboutKind: boolean;
  /** The `SOLVED_BY` at work: key and product of the two kinds' scores. */
  links: readonly { key: string; product: number }[];
}

/** `SOLVED_BY` key to how far its weight moves. */
export type Shifts = Readonly<Record<string, number>>;

export interface Quality {
  /** Mean logarithmic loss; lower is better. */
  loss: number;
  /** Share of pairs of a good and a bad example that are put in the right order, 0..1. */
  order: number;
}

export interface Learnt {
  weights: FactorWeights;
  shifts: Shifts;
  trained: number;
  heldBack: number;
  /** On the part held back; null when there was too little to learn from. */
  before: Quality | null;
  after: Quality | null;
  better: boolean;
  /** Why it may serve or may not, for people. */
  verdict: string;
}

/** A weight stays between half of the frozen one and twice of it. */
export const farthest = 2;
/** A `SOLVED_BY` weight moves at most so far, and stays within `leastLink`..1. */
export const farthestShift = 0.2;
export const leastLink = 0.05;
/** Least good and least bad examples to learn from, and the same for the part held back. */
export const leastOfEach = 15;
export const leastHeldOfEach = 5;

const steepnesses = { least: 2, first: 10, most: 40 };
const pull = 2;
const prior = 10;
const rounds = 300;
const leastGain = 0.01;
const scale = 1.05; // of `helpFit`: see relevance.ts

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** A quarter of the needs, chosen by their ids alone, is held back: a need never stands on both sides. */
export const isHeldBack = (demandId: string): boolean =>
  (createHash("sha256").update(demandId).digest()[0] ?? 0) % 4 === 0;

/** What feedback makes of the frozen weights. Pure: equal input, in any order of the examples, gives equal output. */
export function learnWeights(
  examples: readonly FeedbackExample[],
  links: ReadonlyMap<string, number>,
  frozen: FactorWeights = defaultWeights,
): Learnt {
  const sorted = [...examples].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const held = sorted.filter(({ demandId }) => isHeldBack(demandId));
  const train = sorted.filter(({ demandId }) => !isHeldBack(demandId));
  const sizes = { trained: train.length, heldBack: held.length };
  const unchanged = { weights: frozen, shifts: {}, ...sizes, before: null, after: null, better: false };
  const short = tooLittle(train, held);
  if (short) return { ...unchanged, verdict: short };
  const shifts = learnShifts(train, links);
  const shifted = (all: readonly FeedbackExample[]) => all.map((one) => withShifts(one, shifts));
  const moved = fitCurve(shifted(train), frozen, true);
  const start = fitCurve(train, frozen, false);
  const before = qualityOf(held, start);
  const after = qualityOf(shifted(held), moved);
  const better = after.loss <= before.loss * (1 - leastGain) && after.order >= before.order;
  const figures = `误差 ${before.loss.toFixed(3)} → ${after.loss.toFixed(3)}，次序正确 ${percent(before.order)} → ${percent(after.order)}`;
  const verdict = better
    ? `留出的反馈上更好（${figures}），可以启用。`
    : `留出的反馈上没有更好（${figures}），不能启用。`;
  return { weights: moved.weights, shifts, ...sizes, before, after, better, verdict };
}

const keyOf = (one: FeedbackExample): string => JSON.stringify(one);
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What is still missing, as a sentence; null when there is enough. */
function tooLittle(train: readonly FeedbackExample[], held: readonly FeedbackExample[]): string | null {
  const missing = (all: readonly FeedbackExample[], least: number): string[] => {
    const good = all.filter((one) => one.good).length;
    const counts: [string, number][] = [
      ["成功", least - good],
      ["不合适", least - (all.length - good)],
    ];
    return counts.filter(([, count]) => count > 0).map(([name, count]) => `${name}还差 ${count} 条`);
  };
  const parts = [
    { name: "用于学习的", own: missing(train, leastOfEach) },
    { name: "留出检验的", own: missing(held, leastHeldOfEach) },
  ].filter(({ own }) => own.length > 0);
  if (parts.length === 0) return null;
  return `反馈还太少，权重不变：${parts.map(({ name, own }) => `${name}${own.join("、")}`).join("；")}。`;
}

/** Mean of what feedback says of each link, shrunk by `prior` examples that say nothing. */
function learnShifts(train: readonly FeedbackExample[], links: ReadonlyMap<string, number>): Shifts {
  const sums = new Map<string, { told: number; mass: number }>();
  for (const { links: own, good, importance, aboutKind } of train) {
    if (!aboutKind) continue;
    const positive = own.filter(({ product }) => product > 0);
    const total = positive.reduce((sum, { product }) => sum + product, 0);
    for (const { key, product } of positive) {
      const mass = (importance * product) / total;
      const sum = sums.get(key) ?? { told: 0, mass: 0 };
      sums.set(key, { told: sum.told + (good ? mass : -mass), mass: sum.mass + mass });
    }
  }
  const shifts = [...sums].flatMap(([key, { told, mass }]): [string, number][] => {
    const weight = links.get(key);
    if (weight === undefined) return [];
    const shift = (farthestShift * told) / (mass + prior);
    const moved = Math.round((clamp(weight + shift, Math.min(weight, leastLink), 1) - weight) * 1e4) / 1e4;
    return Math.abs(moved) < 1e-3 ? [] : [[key, moved]];
  });
  return Object.fromEntries(shifts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withShifts(one: FeedbackExample, shifts: Shifts): FeedbackExample {
  const { helpFit } = one.values;
  if (helpFit === null || helpFit === undefined) return one;
  const change = one.links.reduce((sum, { key, product }) => sum + product * (shifts[key] ?? 0), 0);
  return { ...one, values: { ...one.values, helpFit: clamp(helpFit + change / scale, 0, 1) } };
}

/** Weights with the score of an even chance and how steeply the chance rises there; these two serve nowhere. */
interface Curve {
  weights: FactorWeights;
  middle: number;
  steepness: number;
}

const chance = (score: number, { middle, steepness }: Omit<Curve, "weights">): number =>
  1 / (1 + Math.exp(-steepness * (score - middle)));

/**
 * Logistic regression of the outcome on the score, by projected gradient descent on the logarithms of weight over frozen
 * weight, each drawn back to 0 by `pull`. Without `move` only the curve is fitted.
 */
function fitCurve(train: readonly FeedbackExample[], frozen: FactorWeights, move: boolean): Curve {
  const ids = factorIds.filter((id) => frozen[id] > 0);
  const bound = Math.log(farthest);
  const logs = new Map<FactorId, number>(ids.map((id) => [id, 0]));
  const curve: Curve = { weights: { ...frozen }, middle: 0.5, steepness: steepnesses.first };
  for (let round = 0; round < rounds; round += 1) {
    const slopes = slopesOf(train, ids, curve);
    const { least, most } = steepnesses;
    curve.middle = clamp(curve.middle - (0.1 * slopes.middle) / (train.length * curve.steepness), 0, 1);
    const ratio = Math.exp(-(0.5 * slopes.steepness) / train.length);
    curve.steepness = clamp(curve.steepness * ratio, least, most);
    if (!move) continue;
    for (const id of ids) {
      const log = logs.get(id) ?? 0;
      const step = ((slopes.logs.get(id) ?? 0) + 2 * pull * log) / train.length;
      logs.set(id, clamp(log - 0.5 * step, -bound, bound));
      curve.weights[id] = frozen[id] * Math.exp(logs.get(id) ?? 0);
    }
  }
  for (const id of ids) {
    const rounded = Math.round(curve.weights[id] * 1e4) / 1e4;
    curve.weights[id] = clamp(rounded, frozen[id] / farthest, frozen[id] * farthest);
  }
  return curve;
}

/** Slopes of the summed loss: over the middle, the logarithm of the steepness and of each weight. */
function slopesOf(train: readonly FeedbackExample[], ids: readonly FactorId[], curve: Curve) {
  const slopes = { middle: 0, steepness: 0, logs: new Map<FactorId, number>() };
  const { weights, steepness, middle } = curve;
  for (const { values, good, importance } of train) {
    const known = ids.filter((id) => values[id] !== null && values[id] !== undefined);
    const total = known.reduce((sum, id) => sum + weights[id], 0);
    if (total === 0) continue;
    const score = known.reduce((sum, id) => sum + weights[id] * (values[id] ?? 0), 0) / total;
    const error = importance * steepness * (chance(score, curve) - (good ? 1 : 0));
    slopes.middle -= error;
    slopes.steepness += error * (score - middle);
    for (const id of known) {
      const own = (weights[id] * ((values[id] ?? 0) - score)) / total;
      slopes.logs.set(id, (slopes.logs.get(id) ?? 0) + error * own);
    }
  }
  return slopes;
}

function qualityOf(held: readonly FeedbackExample[], curve: Curve): Quality {
  const scored = held.map((one) => ({ ...one, score: scoreCandidate(one.values, curve.weights).score }));
  const mass = scored.reduce((sum, { importance }) => sum + importance, 0);
  const loss = scored.reduce((sum, { score, good, importance }) => {
    const p = clamp(chance(score, curve), 1e-6, 1 - 1e-6);
    return sum - importance * Math.log(good ? p : 1 - p);
  }, 0);
  const good = scored.filter((one) => one.good);
  const bad = scored.filter((one) => !one.good);
  let right = 0;
  for (const a of good) for (const b of bad) right += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  return { loss: loss / mass, order: right / (good.length * bad.length) };
}
