import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultWeights, type FactorWeights, factorIds } from "../../server/matching/factors.ts";
import type { FeedbackExample } from "../../server/matching/feedback.ts";
import { findingOf, isHeldBack } from "../../server/matching/heldBack.ts";
import { farthest, farthestShift, learnWeights, leastLink } from "../../server/matching/learner.ts";
import { scoreCandidate } from "../../server/matching/score.ts";

const used = factorIds.filter((id) => defaultWeights[id] > 0);
const link = "need-kind-a>help-kind-b";
const links = new Map([[link, 0.6]]);

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Decisions of people who weigh the factors by `truth` and take what scores above the middle, with some slips. */
function decisions(truth: FactorWeights, count: number, seed = 7): FeedbackExample[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const values = Object.fromEntries(used.map((id) => [id, random()]));
    const { score } = scoreCandidate(values, truth);
    const good = random() < 1 / (1 + Math.exp(-25 * (score - 0.5)));
    return { demandId: `need-${at}`, values, good, importance: 1, aboutKind: true, links: [] };
  });
}

const truth: FactorWeights = { ...defaultWeights, distance: 0.1, textSimilarity: 0.25 };

describe("what feedback makes of the weights", () => {
  it("moves towards the weights that the decisions were made by, and is better on what was held back", () => {
    const learnt = learnWeights(decisions(truth, 1200), links);
    expect(findingOf(learnt.measured, false)).toBe("better");
    expect(learnt.measured?.after.loss).toBeLessThan(learnt.measured?.before.loss ?? 0);
    const shareOf = (weights: FactorWeights, id: "distance" | "textSimilarity") =>
      weights[id] / used.reduce((sum, one) => sum + weights[one], 0);
    for (const id of ["distance", "textSimilarity"] as const) {
      const off = (weights: FactorWeights) => Math.abs(shareOf(weights, id) - shareOf(truth, id));
      expect(off(learnt.weights)).toBeLessThan(off(defaultWeights));
    }
  });

  it("changes nothing when there is too little", () => {
    const learnt = learnWeights(decisions(truth, 30), links);
    expect(learnt).toMatchObject({ weights: defaultWeights, shifts: {}, measured: null });
  });

  it("is compared with what serves: learnt again from the same, it is no better than itself", () => {
    const all = decisions(truth, 1200);
    const again = learnWeights(all, links, learnWeights(all, links));
    expect(again.measured?.gain).toBeCloseTo(0, 3);
    expect(findingOf(again.measured, false)).toBe("notBetter");
  });

  it("does not let weights serve that are not better on what was held back", () => {
    const lied = decisions(truth, 800).map((one) =>
      isHeldBack(one.demandId) ? one : { ...one, good: !one.good },
    );
    const learnt = learnWeights(lied, links);
    expect(findingOf(learnt.measured, false)).toBe("notBetter");
  });

  it("moves a link by what is said of the kind of help, and not by what is said of distance", () => {
    const told = (good: boolean, aboutKind: boolean) =>
      learnWeights(
        decisions(truth, 400).map((one, at) =>
          at % 2 ? { ...one, good, aboutKind, links: [{ key: link, product: 0.8 }] } : one,
        ),
        links,
      ).shifts[link];
    expect(told(true, true)).toBeGreaterThan(0.1);
    expect(told(false, true)).toBeLessThan(-0.1);
    expect(told(false, false)).toBeUndefined();
  });

  it("stays within its bounds whatever is said, and does not depend on the order", () => {
    const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const example = fc.record({
      demandId: fc.integer({ min: 0, max: 400 }).map((at) => `need-${at}`),
      values: fc.record(Object.fromEntries(factorIds.map((id) => [id, value]))),
      // One-sided: what is good lies in a single factor.
      good: fc.boolean(),
      importance: fc.constantFrom(0.3, 1),
      aboutKind: fc.boolean(),
      links: fc.constantFrom([], [{ key: link, product: 1 }], [{ key: "unknown>link", product: 1 }]),
    });
    let learnt = 0;
    fc.assert(
      fc.property(
        fc.array(example, { minLength: 120, maxLength: 160 }),
        fc.constantFrom(0.01, 0.6, 1),
        (all, weight) => {
          const known = new Map([[link, weight]]);
          const onesided = all.map((one) => ({
            ...one,
            values: { ...one.values, distance: one.good ? 1 : 0 },
          }));
          const result = learnWeights(onesided, known);
          if (result.measured) learnt += 1;
          for (const id of factorIds) {
            expect(result.weights[id]).toBeGreaterThanOrEqual(defaultWeights[id] / farthest);
            expect(result.weights[id]).toBeLessThanOrEqual(defaultWeights[id] * farthest);
          }
          for (const [key, shift] of Object.entries(result.shifts)) {
            expect(key).toBe(link);
            expect(Math.abs(shift)).toBeLessThanOrEqual(farthestShift);
            expect(weight + shift).toBeGreaterThanOrEqual(Math.min(weight, leastLink));
            expect(weight + shift).toBeLessThanOrEqual(1);
          }
          expect(learnWeights([...onesided].reverse(), known)).toEqual(result);
        },
      ),
      { numRuns: 15, seed: 5 },
    );
    expect(learnt).toBeGreaterThan(5);
  });
});
