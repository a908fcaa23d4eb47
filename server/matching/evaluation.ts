import { categoryStrengths } from "./relevance.ts";

/** Measures of a ranking against graded relevance: grade 2 solves the need, 1 is worth contacting, 0 neither. */
export interface RankingQuality {
  ndcg10: number;
  mrr10: number;
  p1: number;
  recall10: number;
}

const depth = 10;
const gain = (grade: number): number => 2 ** grade - 1;
const discounted = (grades: readonly number[]): number =>
  grades.slice(0, depth).reduce((sum, grade, at) => sum + gain(grade) / Math.log2(at + 2), 0);

/**
 * Quality of one ranking. `ranked` holds ids, best first; `relevant` the grades of the relevant ones.
 * nDCG@10 with gain 2^grade − 1 (Burges et al. 2005), reciprocal rank within 10, whether the first is relevant, and the
 * share of all relevant ones within the first 10. All 0..1; all 0 for a need without a relevant offer.
 */
export const rankingQuality = (
  ranked: readonly string[],
  relevant: Readonly<Record<string, number>>,
): RankingQuality => {
  const grades = ranked.map((id) => relevant[id] ?? 0);
  const wanted = Object.values(relevant).filter((grade) => grade > 0);
  const ideal = discounted(wanted.sort((a, b) => b - a));
  const top = grades.slice(0, depth);
  const first = top.findIndex((grade) => grade > 0);
  return {
    ndcg10: ideal === 0 ? 0 : discounted(grades) / ideal,
    mrr10: first < 0 ? 0 : 1 / (first + 1),
    p1: first === 0 ? 1 : 0,
    recall10: wanted.length === 0 ? 0 : top.filter((grade) => grade > 0).length / wanted.length,
  };
};

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of each measure over needs. */
export const meanQuality = (all: readonly RankingQuality[]): RankingQuality => ({
  ndcg10: mean(all.map(({ ndcg10 }) => ndcg10)),
  mrr10: mean(all.map(({ mrr10 }) => mrr10)),
  p1: mean(all.map(({ p1 }) => p1)),
  recall10: mean(all.map(({ recall10 }) => recall10)),
});

/** mulberry32: small, seeded, so that the interval printed today is the interval printed tomorrow. */
const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Percentile bootstrap interval (95 % by default) of the mean of `values`, drawn `rounds` times. */
export const bootstrapInterval = (
  values: readonly number[],
  { seed = 1, rounds = 2000, level = 0.95 } = {},
): { low: number; high: number } => {
  if (values.length === 0) return { low: 0, high: 0 };
  const random = seeded(seed);
  const draw = () => mean(values.map(() => values[Math.floor(random() * values.length)] ?? 0));
  const means = Array.from({ length: rounds }, draw).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(rounds - 1, Math.floor(share * rounds))] ?? 0;
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
};

export interface PairedDifference {
  /** Mean of `ours` less mean of `theirs`. */
  difference: number;
  low: number;
  high: number;
}

/**
 * How much better one ranking is than another of the same needs: paired bootstrap (Sakai 2006), whole needs drawn, so that
 * what makes a need hard for both counts for neither. `ours` and `theirs` in the order of the needs.
 */
export const pairedDifference = (
  ours: readonly number[],
  theirs: readonly number[],
  settings: Parameters<typeof bootstrapInterval>[1] = {},
): PairedDifference => {
  if (ours.length !== theirs.length) throw new Error("the two rankings are of different needs");
  const differences = ours.map((value, at) => value - (theirs[at] ?? 0));
  return { difference: mean(differences), ...bootstrapInterval(differences, settings) };
};

/**
 * The plain baseline a product must beat: cosine of the need with "category：text" of each offer plus the mean of its
 * category's best three. `cosines` and `categories` in the order of the offers; gives the scores in that order.
 */
export const baselineScores = (cosines: readonly number[], categories: readonly string[]): number[] => {
  const offers = cosines.map((cosine, at) => ({ category: categories[at] ?? "", cosine }));
  const strengths = categoryStrengths(offers);
  return offers.map(({ category, cosine }) => cosine + (strengths.get(category) ?? 0));
};
