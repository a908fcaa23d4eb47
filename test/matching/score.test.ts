import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultWeights,
  type FactorValues,
  factorIds,
  factors,
  weightsWithoutModel,
} from "../../server/matching/factors.ts";
import { scoreCandidate, scoreOf } from "../../server/matching/score.ts";

const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const values: fc.Arbitrary<FactorValues> = fc.record(
  Object.fromEntries(factorIds.map((id) => [id, value])),
) as fc.Arbitrary<FactorValues>;
const anyFactor = fc.constantFrom(...factorIds.filter((id) => defaultWeights[id] > 0));
const score = (known: FactorValues) => scoreCandidate(known, defaultWeights).score;

describe("the score of a match", () => {
  it("lies in 0..1 and is the sum of what each factor adds", () => {
    fc.assert(
      fc.property(values, (known) => {
        const scored = scoreCandidate(known, defaultWeights);
        expect(scored.score).toBe(scoreOf(known, defaultWeights));
        expect(scored.score).toBeGreaterThanOrEqual(0);
        expect(scored.score).toBeLessThanOrEqual(1 + 1e-9);
        expect(scored.shares.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
          scored.score,
        );
      }),
    );
  });

  it("never falls when one factor rises", () => {
    fc.assert(
      fc.property(values, anyFactor, fc.double({ min: 0, max: 1, noNaN: true }), (known, id, other) => {
        const before = known[id];
        fc.pre(before !== null && before !== undefined);
        const [low, high] = [Math.min(before as number, other), Math.max(before as number, other)];
        expect(score({ ...known, [id]: high })).toBeGreaterThanOrEqual(
          score({ ...known, [id]: low }) - 1e-12,
        );
      }),
    );
  });

  it("is neither helped nor hurt by what is not known", () => {
    fc.assert(
      fc.property(values, anyFactor, (known, id) => {
        const { [id]: _, ...absent } = known;
        expect(score({ ...known, [id]: null })).toBe(score(absent));
      }),
    );
    expect(score({ textSimilarity: 0.6, sameChain: null })).toBeCloseTo(0.6);
  });

  it("falls when a relation that spoke for it is taken away, be it then false or unknown", () => {
    const text = { textSimilarity: 0.7, helpFit: 0.6, categoryFit: 0.5 };
    const linked = score({ ...text, upstreamLink: 1 });
    expect(score({ ...text, upstreamLink: 0 })).toBeLessThan(linked);
    expect(score({ ...text, upstreamLink: null })).toBeLessThan(linked);
  });

  it("is 0 with everything missing when nothing is known", () => {
    const scored = scoreCandidate({}, defaultWeights);
    expect(scored).toMatchObject({ score: 0, deciding: [], against: [] });
    expect(scored.missing).toEqual(factorIds.filter((id) => defaultWeights[id] > 0));
  });
});

describe("the reasons of a match", () => {
  const scored = scoreCandidate(
    {
      textSimilarity: 0.9,
      helpFit: 0.8,
      categoryFit: 0.7,
      sameAlliance: 1,
      capacityFit: 0.3,
      windowFit: null,
    },
    defaultWeights,
  );
  it("names the three factors that decide, largest first", () => {
    expect(scored.deciding.map(({ id }) => id)).toEqual(["textSimilarity", "helpFit", "categoryFit"]);
  });
  it("says in words what speaks against it and what is missing", () => {
    expect(scored.against).toEqual([
      { id: "capacityFit", value: 0.3, sentence: "剩余数量不够，只能满足一部分" },
    ]);
    expect(scored.missing).toContain("windowFit");
    expect(scored.missing).not.toContain("capacityFit");
  });
});

describe("the registry of factors", () => {
  it("names and explains every factor once, in Chinese", () => {
    expect(factors.map(({ id }) => id)).toEqual([...factorIds]);
    expect(new Set(factors.map(({ name }) => name)).size).toBe(factors.length);
    for (const { name, meaning, against } of factors)
      for (const text of [name, meaning, against]) expect(text).toMatch(/\p{Script=Han}/u);
  });
  it("counts shared words only where there are no vectors", () => {
    expect(defaultWeights.wordOverlap).toBe(0);
    expect(weightsWithoutModel.wordOverlap).toBeGreaterThan(0);
  });
});
