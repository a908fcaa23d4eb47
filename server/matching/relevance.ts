import type { Embedder } from "../language/embedding.ts";
import { needText, offerText } from "../language/matchedText.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import { termOverlap } from "./knowledgeTerms.ts";

/**
 * How well an offer's text answers a need's text. Pure but for the embedder; knows neither database nor API.
 *
 * Stored with each offer: `vector` (512) and `helpKinds` (one number a help kind), made by `prepareOffer` when its
 * text or category changes. Stored with each need likewise: `vector` and `needKinds`, by `prepareNeed`. For one query
 * `textFactors` is then a dot product of 512 and one of some 60 numbers a pair, so all offers can be scored.
 */
export interface NeedFeatures {
  text: string;
  /** Unit vector of the text; null without an embedding model. */
  vector: Float32Array | null;
  /** Score of each need kind, in the order of `knowledge.needKinds`. */
  needKinds: Float32Array;
  /** Derived, not stored: `needKinds` carried over `SOLVED_BY` to the help kinds that would solve it. */
  soughtHelp: Float32Array;
}

export interface OfferFeatures {
  /** "category：text", or the text alone without a category. */
  text: string;
  /** Unit vector of `text`; null without an embedding model. */
  vector: Float32Array | null;
  /** Score of each help kind, in the order of `knowledge.helpKinds`. */
  helpKinds: Float32Array;
}

/** The text factors, each 0..1, or null when it cannot be known; `wordOverlap` is looked at only without vectors. */
export interface TextFactors {
  textSimilarity: number | null;
  helpFit: number | null;
  categoryFit: number | null;
  wordOverlap: number | null;
}

const clamp = (x: number): number => Math.min(1, Math.max(0, x));
// Each scale puts what one meets, but for the farthest percent, on 0..1.
const likeness = (cosine: number): number => clamp((cosine - 0.2) / 0.6);
const fitness = (bridge: number): number => clamp((bridge + 0.1) / 1.05);

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** Rebuilds a need's features from what was stored; `soughtHelp` follows the model's `SOLVED_BY`. */
export const needFeatures = (
  model: KnowledgeModel,
  stored: Pick<NeedFeatures, "text" | "vector" | "needKinds">,
): NeedFeatures => {
  const columns = model.knowledge.helpKinds.length;
  const soughtHelp = new Float32Array(columns);
  stored.needKinds.forEach((score, row) => {
    for (let c = 0; c < columns; c++)
      soughtHelp[c] = (soughtHelp[c] as number) + score * (model.solvedBy[row * columns + c] as number);
  });
  return { ...stored, soughtHelp };
};

/**
 * Features of a need from its text alone. `embedder` null: without vectors. About 6 ms for a line, 1 ms with `known`, the
 * vector that its text is known to have.
 */
export const prepareNeed = async (
  text: string,
  model: KnowledgeModel,
  embedder: Embedder | null,
  known: Float32Array | null = null,
): Promise<NeedFeatures> => {
  const clean = needText(text);
  const vector = known ?? (embedder ? await embedder.embed(clean) : null);
  return needFeatures(model, { text: clean, vector, needKinds: model.needScorer.score(vector, clean) });
};

/** Features of an offer whose `offerText` has been embedded already (null: no model). About 1 ms. */
export const offerFeatures = (
  model: KnowledgeModel,
  offer: { text: string; category: string | null; vector: Float32Array | null },
): OfferFeatures => {
  const text = offerText(offer.text, offer.category);
  return { text, vector: offer.vector, helpKinds: model.helpScorer.score(offer.vector, text) };
};

/** Features of an offer from its text and its owner's category (a name, or null); else as `prepareNeed`. */
export const prepareOffer = async (
  text: string,
  category: string | null,
  model: KnowledgeModel,
  embedder: Embedder | null,
  known: Float32Array | null = null,
): Promise<OfferFeatures> => {
  const vector = known ?? (embedder ? await embedder.embed(offerText(text, category)) : null);
  return offerFeatures(model, { text, category, vector });
};

/** Cosine of need and offer, or null when one has no vector. */
export const cosineOf = (need: NeedFeatures, offer: OfferFeatures): number | null =>
  need.vector && offer.vector ? dot(need.vector, offer.vector) : null;

/**
 * For one need: how near each category comes, by the mean cosine of its three best offers (fewer where it has fewer).
 * Give it all visible offers, or the candidates when they hold each near category's best.
 */
export const categoryStrengths = (
  offers: Iterable<{ category: string | null; cosine: number | null }>,
): Map<string, number> => {
  const best = new Map<string, number[]>();
  for (const { category, cosine } of offers) {
    if (category === null || cosine === null) continue;
    const kept = best.get(category) ?? [];
    kept.push(cosine);
    kept.sort((a, b) => b - a).splice(3);
    best.set(category, kept);
  }
  return new Map([...best].map(([name, kept]) => [name, kept.reduce((sum, x) => sum + x, 0) / kept.length]));
};

/**
 * The text factors of one pair. `categoryStrength` is the offer's category's value from `categoryStrengths`, null when
 * it has none (or when needs are ranked for one resource: a need's category is no input).
 */
export const textFactors = (
  need: NeedFeatures,
  offer: OfferFeatures,
  context: { model: KnowledgeModel; categoryStrength: number | null },
): TextFactors => {
  const cosine = cosineOf(need, offer);
  return {
    textSimilarity: cosine === null ? null : likeness(cosine),
    helpFit: fitness(dot(need.soughtHelp, offer.helpKinds)),
    categoryFit: context.categoryStrength === null ? null : likeness(context.categoryStrength),
    wordOverlap: cosine === null ? termOverlap(context.model.space, need.text, offer.text) : null,
  };
};
