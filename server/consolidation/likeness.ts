import type { Likeness } from "./cluster.ts";

/** One raw need as its likeness to others is told; vectors of one run have one length. */
export interface NeedTraits {
  id: string;
  /** Words that tell it from others, without repetition. */
  words: readonly string[];
  /** Unit vector of its text; null without a language model. */
  vector: Float32Array | null;
  /** Score of each need kind, as matching learnt them. */
  kinds: Float32Array;
}

/** How much each trait weighs, and from which likeness on needs are one item. */
export interface ConsolidationRule {
  meaning: number;
  kinds: number;
  words: number;
  /** The power that makes a clear kind count more than several faint ones. */
  sharpness: number;
  /** Mean likeness of the pairs of two groups, 0..1, from which on they are one item. */
  threshold: number;
}

/**
 * How alike every two needs are, 0..1: a weighted mean of the cosine of their texts' vectors, of their kinds and of
 * their words (rare ones count more: ln((n + 1) / needs with the word)). Without vectors the other two share the weight.
 */
export function likenessOf(needs: readonly NeedTraits[], rule: ConsolidationRule): Likeness {
  const size = needs.length;
  const of = new Float64Array(size * size);
  const kinds = needs.map((need) => unit(need.kinds.map((score) => Math.max(0, score) ** rule.sharpness)));
  const terms = wordVectors(needs);
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b < a; b += 1) {
      const [x, y] = [needs[a]?.vector ?? null, needs[b]?.vector ?? null];
      const meaning = x && y ? rule.meaning : 0;
      const total = meaning + rule.kinds + rule.words;
      const sum =
        (x && y ? meaning * dot(x, y) : 0) +
        rule.kinds * dot(kinds[a] as Float32Array, kinds[b] as Float32Array) +
        rule.words * shared(terms[a] as Map<string, number>, terms[b] as Map<string, number>);
      of[a * size + b] = sum / total;
      of[b * size + a] = sum / total;
    }
  return { size, of };
}

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((x) => x / length);
}

function wordVectors(needs: readonly NeedTraits[]): Map<string, number>[] {
  const having = new Map<string, number>();
  for (const { words } of needs) for (const word of words) having.set(word, (having.get(word) ?? 0) + 1);
  return needs.map(({ words }) => {
    const weights = words.map((word) => Math.log((needs.length + 1) / (having.get(word) ?? 1)));
    const length = Math.hypot(...weights) || 1;
    return new Map(words.map((word, at) => [word, (weights[at] as number) / length]));
  });
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
  return sum;
}
