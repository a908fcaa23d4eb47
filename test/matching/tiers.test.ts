import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tradedProducts } from "../../server/matching/connections.ts";
import { defaultWeights, type FactorValues, factorIds } from "../../server/matching/factors.ts";
import { shownScore, verdictOf } from "../../server/matching/matchList.ts";
import { scoreCandidate } from "../../server/matching/score.ts";
import { nearestTier, tieredScore, tiers } from "../../server/matching/tiers.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const aTier = fc.constantFrom(...tiers);

describe("where a product is asked about", () => {
  it("a nearer tier comes first whatever the texts say, as people read the score", () => {
    fc.assert(
      fc.property(aTier, aTier, share, share, (a, b, s, t) => {
        fc.pre(tiers.indexOf(a) < tiers.indexOf(b));
        expect(shownScore(tieredScore(s, a))).toBeGreaterThan(shownScore(tieredScore(t, b)));
      }),
    );
  });

  it("the other factors decide within a tier, and the score stays within 0..1", () => {
    fc.assert(
      fc.property(aTier, share, share, (tier, s, t) => {
        const [low, high] = [tieredScore(Math.min(s, t), tier), tieredScore(Math.max(s, t), tier)];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
    expect(tieredScore(0.4, null)).toBe(0.4);
  });

  it("the factors still add up to the score, that of products carrying what the tier brings", () => {
    const values = fc.record(Object.fromEntries(factorIds.map((id) => [id, share])));
    fc.assert(
      fc.property(values as fc.Arbitrary<FactorValues>, aTier, (known, tier) => {
        const scored = scoreCandidate(known, defaultWeights, tier);
        expect(scored.shares.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
          scored.score,
        );
        if (tier !== "text") expect(scored.deciding[0]?.id).toBe("productFlow");
      }),
    );
  });

  it("what is only near is never called 很合适", () => {
    expect(verdictOf(shownScore(tieredScore(0, "same")), "same")).toBe("很合适");
    for (const tier of ["broader", "input", "maker"] as const)
      expect(verdictOf(shownScore(tieredScore(1, tier)), tier)).toBe("合适");
  });

  it("the nearest of several ways counts", () => {
    expect(nearestTier([undefined, "input", "narrower", "maker"])).toBe("narrower");
    expect(nearestTier([])).toBe("text");
  });

  it("the products of the other side are asked for nearest first, each once", () => {
    const flows = [
      { relation: "input", steps: ["screw", "motor"] },
      { relation: "narrower", steps: ["servo", "motor"] },
      { relation: "input", steps: ["servo", "motor"] },
      { relation: "same", steps: ["motor"] },
    ] as const;
    const found = [
      { id: "motor", tier: "same" },
      { id: "servo", tier: "narrower" },
      { id: "screw", tier: "input" },
    ];
    expect(tradedProducts({ asked: "need", flows }, "toNeed")).toEqual(found);
    expect(tradedProducts({ asked: "offer", flows }, "toOffer")).toEqual(found);
    expect(tradedProducts({ asked: "offer", flows }, "toNeed")).toEqual([{ id: "motor", tier: "same" }]);
  });
});
