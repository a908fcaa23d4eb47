import { defaultWeights, type FactorId, type FactorWeights, factorIds } from "./factors.ts";
import type { FeedbackExample } from "./feedback.ts";
import {
  type Counts,
  countsOf,
  isHeldBack,
  type Measured,
  measure,
  missingFor,
  type Rater,
} from "./heldBack.ts";
import { scoreOf } from "./score.ts";

/** `SOLVED_BY` key to how far its weight moves. */
export type Shifts = Readonly<Record<string, number>>;

/** Weights and shifts that score together. */
export interface Scoring {
  weights: FactorWeights;
  shifts: Shifts;
}

export interface Learnt extends Scoring {
  trained: Counts;
  heldBack: Counts;
  /** Against the weights that served, on the part held back; null when there was too little to learn from. */
  measured: Measured | null;
}

/** A weight stays between half of the frozen one and twice of it. */
export const farthest = 2;
/** A `SOLVED_BY` weight moves at most so far, and stays within `leastLink`..1. */
export const farthestShift = 0.2;
export const leastLink = 0.05;

const steepnesses = { least: 2, first: 10, most: 40 };
const pull = 2;
const prior = 10;
const rounds = 300;
const scale = 1.05; // of `helpFit`: see relevance.ts

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

const unmoved: Scoring = { weights: defaultWeights, shifts: {} };

/**
 * What feedback makes of the frozen weights, and how it compares with what serves on needs that neither has seen. Pure: equal
 * input, in any order of the examples, gives equal output.
 * @param links `SOLVED_BY` key to its weight as it stands in the graph
 */
export function learnWeights(
  examples: readonly FeedbackExample[],
  links: ReadonlyMap<string, number>,
  serving: Scoring = unmoved,
): Learnt {
  const sorted = examples.map((one) => ({ one, key: JSON.stringify(one) }));
  sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
  const held = sorted.flatMap(({ one }) => (isHeldBack(one.demandId) ? [one] : []));
  const train = sorted.flatMap(({ one }) => (isHeldBack(one.demandId) ? [] : [one]));
  const counts = { trained: countsOf(train), heldBack: countsOf(held) };
  if (missingFor(counts.trained, counts.heldBack).length > 0)
    return { ...unmoved, ...counts, measured: null };
  const shifts = learnShifts(train, links);
  const moved = fitCurve(shifted(train, shifts), defaultWeights, true);
  const served = fitCurve(shifted(train, serving.shifts), serving.weights, false);
  const measured = measure(held, raterOf(served, serving.shifts), raterOf(moved, shifts));
  return { weights: moved.weights, shifts, ...counts, measured };
}

const shifted = (all: readonly FeedbackExample[], shifts: Shifts) =>
  all.map((one) => withShifts(one, shifts));

function raterOf(curve: Curve, shifts: Shifts): Rater {
  return (one) => {
    const score = scoreOf(withShifts(one, shifts).values, curve.weights);
    const p = clamp(chance(score, curve), 1e-6, 1 - 1e-6);
    return { score, loss: -Math.log(one.good ? p : 1 - p) };
  };
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

/** The example as it would be scored with these shifts, which must not be in its values yet. */
export function withShifts(one: FeedbackExample, shifts: Shifts, times: 1 | -1 = 1): FeedbackExample {
  const { helpFit } = one.values;
  if (helpFit === null || helpFit === undefined) return one;
  const change = one.links.reduce((sum, { key, product }) => sum + product * (shifts[key] ?? 0), 0);
  return { ...one, values: { ...one.values, helpFit: clamp(helpFit + (times * change) / scale, 0, 1) } };
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
