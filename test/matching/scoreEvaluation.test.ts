import { describe, expect, it } from "vitest";
import {
  baselineScores,
  bootstrapInterval,
  meanQuality,
  pairedDifference,
  rankingQuality,
} from "../../server/matching/evaluation.ts";

describe("measuring a ranking", () => {
  it("gives 1 for the ideal order and less for any other", () => {
    const relevant = { a: 2, b: 1 };
    expect(rankingQuality(["a", "b", "c"], relevant)).toEqual({ ndcg10: 1, mrr10: 1, p1: 1, recall10: 1 });
    // (1/log2 2 + 3/log2 3) / (3/log2 2 + 1/log2 3)
    expect(rankingQuality(["b", "a", "c"], relevant).ndcg10).toBeCloseTo(0.7967, 4);
    expect(rankingQuality(["c", "b", "a"], relevant)).toMatchObject({ mrr10: 0.5, p1: 0, recall10: 1 });
  });
  it("looks no further than ten", () => {
    const ranked = [..."0123456789", "a"];
    expect(rankingQuality(ranked, { a: 2 })).toEqual({ ndcg10: 0, mrr10: 0, p1: 0, recall10: 0 });
    const many = Object.fromEntries([..."0123456789xyz"].map((id) => [id, 1]));
    expect(rankingQuality([..."0123456789"], many)).toMatchObject({ ndcg10: 1, recall10: 10 / 13 });
  });
  it("is 0 for a need that nothing answers, and averages over needs", () => {
    const none = rankingQuality(["a"], {});
    expect(none).toEqual({ ndcg10: 0, mrr10: 0, p1: 0, recall10: 0 });
    expect(meanQuality([none, rankingQuality(["a"], { a: 1 })]).ndcg10).toBe(0.5);
  });
});

describe("the bootstrap interval", () => {
  const values = [0, 0.2, 0.5, 0.9, 1, 1, 0.7, 0.4];
  it("holds the mean, repeats under a seed and narrows with more values", () => {
    const { low, high } = bootstrapInterval(values);
    const mean = values.reduce((a, b) => a + b) / values.length;
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(bootstrapInterval(values)).toEqual({ low, high });
    const more = bootstrapInterval(Array.from({ length: 8 }, () => values).flat());
    expect(more.high - more.low).toBeLessThan((high - low) / 2);
  });
  it("is a point for equal values", () => {
    expect(bootstrapInterval([0.5, 0.5, 0.5])).toEqual({ low: 0.5, high: 0.5 });
  });
});

describe("the difference of two rankings", () => {
  it("is told by its needs: what makes a need hard for both counts for neither", () => {
    const theirs = [0.1, 0.9, 0.2, 0.8, 0.5, 0.4];
    const ours = theirs.map((value) => value + 0.05);
    const { difference, low, high } = pairedDifference(ours, theirs);
    for (const told of [difference, low, high]) expect(told).toBeCloseTo(0.05);
    const apart = bootstrapInterval(ours);
    expect(apart.low).toBeLessThan(bootstrapInterval(theirs).high);
    expect(pairedDifference(theirs, theirs)).toEqual({ difference: 0, low: 0, high: 0 });
    expect(() => pairedDifference([1], [])).toThrow();
  });
  it("holds nothing where it may be chance", () => {
    const { low, high } = pairedDifference([0.2, 0.9, 0.1, 0.8], [0.9, 0.2, 0.8, 0.1]);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});

describe("the baseline", () => {
  it("adds the mean of the category's best three", () => {
    const scores = baselineScores([0.9, 0.6, 0.3, 0, 0.5], ["x", "x", "x", "x", "y"]);
    [1.5, 1.2, 0.9, 0.6, 1].forEach((score, at) => {
      expect(scores[at]).toBeCloseTo(score);
    });
  });
});
