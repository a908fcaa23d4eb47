import { describe, expect, it } from "vitest";
import { defaultWeights, weightsVersion } from "../../server/matching/factors.ts";
import type { FeedbackExample } from "../../server/matching/feedback.ts";
import { findingOf, leastHeld, leastOfEach, measure, missingFor } from "../../server/matching/heldBack.ts";
import { learnWeights, withShifts } from "../../server/matching/learner.ts";
import { obstacleTo, verdictOf } from "../../server/matching/weightVersions.ts";

const example = (demandId: string, good: boolean): FeedbackExample => ({
  demandId,
  values: { textSimilarity: good ? 1 : 0 },
  good,
  importance: 1,
  aboutKind: true,
  links: [],
});
/** Two decisions a need, and a rater whose loss on each need is what `losses` says. */
const held = (needs: number) =>
  Array.from({ length: 2 * needs }, (_, at) => example(`need-${at >> 1}`, at % 2 === 0));
const rater =
  (losses: (need: number) => number) =>
  ({ demandId, good }: FeedbackExample) => ({ score: good ? 1 : 0, loss: losses(Number(demandId.slice(5))) });

describe("what the part held back says", () => {
  it("is too little below twenty decisions, five of each kind and five needs, whatever was learnt from", () => {
    const much = { good: leastOfEach, bad: leastOfEach, needs: 9 };
    const enough = { good: 10, bad: leastHeld.all - 10, needs: leastHeld.needs };
    expect(missingFor(much, enough)).toEqual([]);
    expect(missingFor(much, { ...enough, bad: enough.bad - 1 })).toEqual(["留出检验的还差 1 条"]);
    expect(missingFor(much, { good: 40, bad: 2, needs: 9 })).toEqual(["留出检验的“不合适”还差 3 条"]);
    expect(missingFor(much, { ...enough, needs: 3 })).toEqual(["留出检验的需求还差 2 个"]);
    expect(missingFor({ ...much, good: 0 }, enough)).toEqual([`用于学习的“合适”还差 ${leastOfEach} 条`]);
  });

  it("is by chance where one need carries the whole gain, and better where all share it", () => {
    const before = rater(() => 1);
    const one = measure(
      held(20),
      before,
      rater((need) => (need === 0 ? 0 : 1)),
    );
    const all = measure(
      held(20),
      before,
      rater((need) => 0.95 - (need % 3) / 100),
    );
    expect(one.gain).toBeCloseTo(0.05, 9);
    expect(findingOf(one, false)).toBe("byChance");
    expect(findingOf(all, false)).toBe("better");
    expect(findingOf(measure(held(20), before, before), false)).toBe("notBetter");
  });

  it("counts needs and not decisions: the same gain said ten times over is no surer", () => {
    const after = rater((need) => (need < 3 ? 0.5 : 1));
    const once = measure(
      held(8),
      rater(() => 1),
      after,
    );
    const often = measure(
      Array.from({ length: 10 }, () => held(8)).flat(),
      rater(() => 1),
      after,
    );
    expect(often.doubt).toBeCloseTo(once.doubt, 9);
  });

  it("never lets serve what only examples taught, however good", () => {
    const measured = measure(
      held(20),
      rater(() => 1),
      rater(() => 0.1),
    );
    expect(findingOf(measured, true)).toBe("examplesOnly");
    expect(findingOf(null, true)).toBe("tooFew");
  });
});

describe("whether a version may come into service", () => {
  const counts = { learntGood: 50, learntBad: 50, learntNeeds: 30, heldGood: 15, heldBad: 15, heldNeeds: 10 };
  const version = {
    ...counts,
    base: weightsVersion,
    comparedWith: weightsVersion,
    servedAt: null,
    finding: "better" as const,
  };

  it("is what the comparison says, with what serves now", () => {
    expect(obstacleTo(version, weightsVersion)).toBeNull();
    expect(obstacleTo(version, `${weightsVersion}.2`)).toContain(`和权重 ${weightsVersion} 比较`);
    expect(obstacleTo({ ...version, servedAt: "2026-11-22T08:00:00Z" }, `${weightsVersion}.2`)).toBeNull();
    expect(obstacleTo({ ...version, base: "0" }, weightsVersion)).toContain("旧的默认权重");
    for (const finding of ["notBetter", "byChance", "examplesOnly"] as const)
      expect(obstacleTo({ ...version, finding }, weightsVersion)).toContain("不能启用");
  });

  it("is told in a sentence that says how much is missing", () => {
    const few = { ...counts, finding: "tooFew" as const, heldGood: 4, heldBad: 6 };
    expect(verdictOf(few)).toBe(
      "反馈还太少，不足以判断，继续使用原来的权重：留出检验的还差 10 条，留出检验的“合适”还差 1 条。",
    );
  });
});

describe("what was shown under learnt weights", () => {
  it("is taken back before it is learnt from again", () => {
    const link = { key: "a>b", product: 0.5 };
    const plain = { ...example("need-1", true), values: { helpFit: 0.4 }, links: [link] };
    const shown = withShifts(plain, { "a>b": 0.2 });
    expect(shown.values.helpFit).toBeGreaterThan(0.45);
    expect(withShifts(shown, { "a>b": 0.2 }, -1).values.helpFit).toBeCloseTo(0.4, 9);
  });

  it("learns nothing from nothing", () => {
    expect(learnWeights([], new Map())).toMatchObject({ weights: defaultWeights, measured: null });
  });
});
