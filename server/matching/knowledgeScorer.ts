import type { Kind } from "./knowledge.ts";
import { type TermIndex, type TermSpace, termIndex, termSimilarities } from "./knowledgeTerms.ts";

/**
 * Kernel ridge regression from a text to the kinds it belongs to, learnt from the kinds' phrases
 * (Saunders et al. 1998, in the dual): score(x) = Σᵢ k(x, phraseᵢ)·Aᵢ with (K + λI)A = Y − mean(Y), where Y marks the
 * kind of each phrase and k(x, y) = exp(−γ(1 − cos)) + μ·cos over bigrams. The constants are round numbers near the
 * least leave-one-phrase-out error; the figures in seed/data/knowledge/README.md hardly change for γ 3..8, λ 0.1..1.
 */
const gamma = 4;
const termShare = 0.3;
const ridge = 0.2;

/** Learnt scores of a text for each kind. */
export interface KindScorer {
  kinds: readonly Kind[];
  /** One number for each kind: about 0.5 to 1 for a kind of the text, about 0 else, perhaps slightly negative. */
  score(vector: Float32Array | null, text: string): Float32Array;
  /** Row-major phrases × dimensions; null without an embedding model. */
  vectors: Float32Array | null;
  /** Row-major phrases × kinds: A above. */
  coefficients: Float32Array;
}

/** Every text that stands for a kind, with the index of its kind. */
export const phrasesOf = (kinds: readonly Kind[]): { text: string; kind: number }[] =>
  kinds.flatMap((kind, at) =>
    [kind.name, kind.description, ...kind.phrases].map((text) => ({ text, kind: at })),
  );

/**
 * Divides by the square root of the length of the positive part: halfway between the scores as learnt, with which a text
 * that is unlike any phrase hardly counts, and unit length, with which a guess counts as much as a certainty.
 */
const temper = (scores: Float64Array): Float32Array => {
  let squares = 0;
  for (const score of scores) if (score > 0) squares += score * score;
  const divisor = squares === 0 ? 1 : squares ** 0.25;
  return Float32Array.from(scores, (score) => score / divisor);
};

const similarities = (
  index: TermIndex,
  vectors: Float32Array | null,
  vector: Float32Array | null,
  text: string,
): Float64Array => {
  const terms = termSimilarities(index, text);
  if (!vectors || !vector) return terms;
  const size = vector.length;
  for (let i = 0; i < index.size; i++) {
    let dot = 0;
    for (let j = 0, at = i * size; j < size; j++, at++)
      dot += (vectors[at] as number) * (vector[j] as number);
    terms[i] = Math.exp(gamma * (dot - 1)) + termShare * (terms[i] as number);
  }
  return terms;
};

/** Solves (K + λI)A = Y in place of `Y` by Cholesky; `K` (n × n, symmetric positive) is overwritten. */
const solve = (K: Float64Array, Y: Float64Array, n: number, columns: number): void => {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = K[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (K[i * n + k] as number) * (K[j * n + k] as number);
      K[i * n + j] = i === j ? Math.sqrt(sum) : sum / (K[j * n + j] as number);
    }
  }
  const eliminate = (i: number, k: number, factor: number): void => {
    for (let c = 0; c < columns; c++)
      Y[i * columns + c] = (Y[i * columns + c] as number) - factor * (Y[k * columns + c] as number);
  };
  const scale = (i: number): void => {
    const pivot = K[i * n + i] as number;
    for (let c = 0; c < columns; c++) Y[i * columns + c] = (Y[i * columns + c] as number) / pivot;
  };
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) eliminate(i, k, K[i * n + k] as number);
    scale(i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) eliminate(i, k, K[k * n + i] as number);
    scale(i);
  }
};

const targets = (phrases: readonly { kind: number }[], kinds: number): Float64Array => {
  const Y = new Float64Array(phrases.length * kinds);
  const mean = new Float64Array(kinds);
  for (const { kind } of phrases) mean[kind] = (mean[kind] as number) + 1 / phrases.length;
  phrases.forEach(({ kind }, i) => {
    for (let c = 0; c < kinds; c++) Y[i * kinds + c] = (c === kind ? 1 : 0) - (mean[c] as number);
  });
  return Y;
};

/** A scorer from coefficients learnt before. */
export const kindScorer = (
  kinds: readonly Kind[],
  space: TermSpace,
  vectors: Float32Array | null,
  coefficients: Float32Array,
): KindScorer => {
  const index = termIndex(
    space,
    phrasesOf(kinds).map(({ text }) => text),
  );
  return {
    kinds,
    vectors,
    coefficients,
    score(vector, text) {
      const near = similarities(index, vectors, vector, text);
      const scores = new Float64Array(kinds.length);
      for (let i = 0; i < near.length; i++) {
        const weight = near[i] as number;
        for (let c = 0, at = i * kinds.length; c < kinds.length; c++, at++)
          scores[c] = (scores[c] as number) + weight * (coefficients[at] as number);
      }
      return temper(scores);
    },
  };
};

/** Learns a scorer from the kinds' phrases: some 0.5 s for 800 phrases. `vectors` is row-major phrases × dimensions. */
export const learnKinds = (
  kinds: readonly Kind[],
  space: TermSpace,
  vectors: Float32Array | null,
): KindScorer => {
  const phrases = phrasesOf(kinds);
  const n = phrases.length;
  const index = termIndex(
    space,
    phrases.map(({ text }) => text),
  );
  const size = vectors ? vectors.length / n : 0;
  const K = new Float64Array(n * n);
  phrases.forEach(({ text }, i) => {
    const vector = vectors?.subarray(i * size, (i + 1) * size) ?? null;
    K.set(similarities(index, vectors, vector, text), i * n);
    K[i * n + i] = (K[i * n + i] as number) + ridge;
  });
  const Y = targets(phrases, kinds.length);
  solve(K, Y, n, kinds.length);
  return kindScorer(kinds, space, vectors, Float32Array.from(Y));
};
