import { type FactorId, type FactorValues, type FactorWeights, factors } from "./factors.ts";
import { bandOf, type Tier, tieredScore } from "./tiers.ts";

/** One factor of a scored match. */
export interface FactorShare {
  id: FactorId;
  /** 0..1 */
  value: number;
  /** What it adds to the score; the contributions of all known factors sum to the score. */
  contribution: number;
}

export interface CandidateScore {
  /** 0..1: weighted mean of the known factors, within the band of the tier; 0 when none is known. */
  score: number;
  /** All known factors with a weight, by contribution, largest first. */
  shares: readonly FactorShare[];
  /** The three that decide. */
  deciding: readonly FactorShare[];
  /** What speaks against the match, heaviest first, each with a Chinese sentence. */
  against: readonly { id: FactorId; value: number; sentence: string }[];
  /** Factors that count but are not known for this pair. */
  missing: readonly FactorId[];
}

/** The weighted mean of the known factors, 0..1; 0 when none is known. */
export function scoreOf(values: FactorValues, weights: FactorWeights): number {
  let [sum, total] = [0, 0];
  for (const { id } of factors) {
    const [weight, value] = [weights[id], values[id]];
    if (weight <= 0 || value === null || value === undefined) continue;
    sum += weight * value;
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}

/**
 * Scores one candidate: the weighted mean of what is known. A null or absent factor leaves the mean of the others as
 * it is, so the unknown neither helps nor hurts. Where a product is asked about, its `tier` decides, and what that brings
 * counts as brought by the factor of products.
 */
export const scoreCandidate = (
  values: FactorValues,
  weights: FactorWeights,
  tier: Tier | null = null,
): CandidateScore => {
  const { floor, span } = bandOf(tier);
  const counted = factors.filter(({ id }) => weights[id] > 0);
  const known = counted.flatMap((factor) => {
    const value = values[factor.id];
    return value === null || value === undefined ? [] : [{ factor, value }];
  });
  const total = known.reduce((sum, { factor }) => sum + weights[factor.id], 0);
  const shares = known
    .map(({ factor: { id }, value }) => ({
      id,
      value,
      contribution: (span * weights[id] * value) / total + (id === "productFlow" ? floor : 0),
    }))
    .sort((a, b) => b.contribution - a.contribution);
  return {
    score: tieredScore(scoreOf(values, weights), tier),
    shares,
    deciding: shares.slice(0, 3).filter(({ contribution }) => contribution > 0),
    against: known
      .filter(({ factor, value }) => value <= factor.lowAt)
      .sort((a, b) => weights[b.factor.id] * (1 - b.value) - weights[a.factor.id] * (1 - a.value))
      .map(({ factor, value }) => ({ id: factor.id, value, sentence: factor.against })),
    missing: counted.filter(({ id }) => values[id] === null || values[id] === undefined).map(({ id }) => id),
  };
};
