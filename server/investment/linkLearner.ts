import type { Signals } from "./signals.ts";

/*
 * Which signals to trust, learnt by the graph's own links: of the candidates of a beginning the one that really is linked should come
 * first (multinomial logit over the list, with a pull of the weights towards zero).
 */

/** Each signal twice: how strong it is beside the strongest of the list, on a logarithmic scale, and how far in front it stands. */
export const featuresPerSignal = 2;

const decades = Math.log(1e4);
const frontRank = 4;

/** Features of every candidate, all in 0..1: row by row, `featuresPerSignal` for each signal. */
export function featuresOf({ candidates, values }: Signals): Float64Array {
  const width = values.length * featuresPerSignal;
  const rows = new Float64Array(candidates.length * width);
  values.forEach((column, signal) => {
    const greatest = column.reduce((most, value) => Math.max(most, value), 0);
    if (greatest <= 0) return;
    const order = Array.from(column.keys()).filter((at) => (column[at] as number) > 0);
    order.sort((a, b) => (column[b] as number) - (column[a] as number) || a - b);
    let rank = 0;
    order.forEach((at, place) => {
      // Equal values stand equally far in front.
      if (place > 0 && column[at] !== column[order[place - 1] as number]) rank = place;
      const strength = Math.max(0, 1 + Math.log((column[at] as number) / greatest) / decades);
      rows[at * width + signal * featuresPerSignal] = strength;
      rows[at * width + signal * featuresPerSignal + 1] = frontRank / (frontRank + rank);
    });
  });
  return rows;
}

/** A list with the place of the one that is linked. */
export interface Lesson {
  rows: Float64Array;
  right: number;
}

const steps = 120;
const rate = 0.08;
const pull = 3e-3;

/** Scores of the rows under the weights. */
export function scoresOf(rows: Float64Array, weights: Float64Array): Float64Array {
  const width = weights.length;
  const scores = new Float64Array(rows.length / width);
  for (let at = 0; at < scores.length; at++) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += (rows[at * width + k] as number) * (weights[k] as number);
    scores[at] = sum;
  }
  return scores;
}

/** Adds to the gradient what one lesson asks for. */
function addLesson({ rows, right }: Lesson, weights: Float64Array, gradient: Float64Array): void {
  const width = weights.length;
  const scores = scoresOf(rows, weights);
  const top = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let at = 0; at < scores.length; at++) {
    scores[at] = Math.exp((scores[at] as number) - top);
    total += scores[at] as number;
  }
  for (let at = 0; at < scores.length; at++) {
    const off = (at === right ? 1 : 0) - (scores[at] as number) / total;
    if (Math.abs(off) < 1e-7) continue;
    for (let k = 0; k < width; k++)
      gradient[k] = (gradient[k] as number) + off * (rows[at * width + k] as number);
  }
}

/** Weights learnt from lessons (Kingma and Ba, ICLR 2015, for the steps). `first`: where they begin. */
export function learn(lessons: readonly Lesson[], first: Float64Array): Float64Array {
  const weights = first.slice();
  if (lessons.length === 0) return weights;
  const width = weights.length;
  const [mean, spread] = [new Float64Array(width), new Float64Array(width)];
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(width);
    for (const lesson of lessons) addLesson(lesson, weights, gradient);
    for (let k = 0; k < width; k++) {
      const slope = (gradient[k] as number) / lessons.length - pull * (weights[k] as number);
      mean[k] = 0.9 * (mean[k] as number) + 0.1 * slope;
      spread[k] = 0.99 * (spread[k] as number) + 0.01 * slope * slope;
      const even = (mean[k] as number) / (1 - 0.9 ** step);
      const size = Math.sqrt((spread[k] as number) / (1 - 0.99 ** step)) + 1e-8;
      weights[k] = (weights[k] as number) + (rate * even) / size;
    }
  }
  return weights;
}
