import type { Embedder } from "../../server/language/embedding.ts";
import {
  bootstrapInterval,
  mean,
  meanQuality,
  type RankingQuality,
  rankingQuality,
} from "../../server/matching/evaluation.ts";
import { defaultWeights, type FactorId, type FactorWeights } from "../../server/matching/factors.ts";
import { type Knowledge, readKnowledge } from "../../server/matching/knowledge.ts";
import { type KnowledgeModel, learnKnowledge } from "../../server/matching/knowledgeModel.ts";
import {
  categoryStrengths,
  cosineOf,
  prepareNeed,
  prepareOffer,
  type TextFactors,
  textFactors,
} from "../../server/matching/relevance.ts";
import { scoreCandidate } from "../../server/matching/score.ts";
import type { MatchFiles } from "./matchFiles.ts";

/*
 * What a ranking by text is worth where nobody could have written for these needs: in each fold the phrases of the
 * knowledge that are nearest to the fold's needs are taken away, the rest is learnt anew, and the weights are chosen on the
 * other folds' needs alone. And what each factor adds: the same ranking without it.
 */

/** Phrases left out for each need of a fold: the nearest by cosine, of whatever kind of problem. */
const leftOut = 10;

type Ranker = (needId: string, weights: FactorWeights) => RankingQuality;

/** Shares of the three text factors that are tried; the others stay as they are. */
const tried: FactorWeights[] = [0.3, 0.4, 0.45, 0.5, 0.6].flatMap((textSimilarity) =>
  [0.05, 0.1, 0.15, 0.2, 0.25].map((categoryFit) => ({
    ...defaultWeights,
    textSimilarity,
    categoryFit,
    helpFit: 1 - textSimilarity - categoryFit,
  })),
);

/** Mean quality over all needs, each ranked by the fold it was held back in, with its 95 % interval. */
export async function crossValidate(
  files: MatchFiles,
  embedder: Embedder,
  folds: number,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const knowledge = await readKnowledge();
  const phrases = await embeddedPhrases(knowledge, embedder);
  const qualities: RankingQuality[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const held = files.needs.filter((_, at) => at % folds === fold);
    const known = files.needs.filter((_, at) => at % folds !== fold);
    const away = new Set<string>();
    for (const { text } of held)
      for (const phrase of nearest(await embedder.embed(text), phrases)) away.add(phrase);
    const rank = await rankerOf(files, await learnKnowledge(without(knowledge, away), embedder), embedder);
    const best = tried
      .map((weights) => ({ weights, ndcg: mean(known.map(({ id }) => rank(id, weights).ndcg10)) }))
      .reduce((a, b) => (b.ndcg > a.ndcg ? b : a));
    qualities.push(...held.map(({ id }) => rank(id, best.weights)));
    const { textSimilarity, helpFit, categoryFit } = best.weights;
    const chosen = [textSimilarity, helpFit, categoryFit].map((weight) => weight.toFixed(2)).join("/");
    say(`第 ${fold + 1} 折：去掉 ${away.size} 个说法，权重 ${chosen}`);
  }
  const { low, high } = bootstrapInterval(qualities.map(({ ndcg10 }) => ndcg10));
  return { folds, ...meanQuality(qualities), ndcg10_low: low, ndcg10_high: high };
}

/** nDCG@10 by text with all factors, and without each of those that count. */
export async function ablate(files: MatchFiles, embedder: Embedder): Promise<Record<string, number>> {
  const rank = await rankerOf(files, await learnKnowledge(await readKnowledge(), embedder), embedder);
  const withWeights = (weights: FactorWeights): number =>
    mean(files.needs.map(({ id }) => rank(id, weights).ndcg10));
  const textual = (["textSimilarity", "helpFit", "categoryFit"] as const satisfies FactorId[]).map((id) => [
    `without_${id}`,
    withWeights({ ...defaultWeights, [id]: 0 }),
  ]);
  return { all: withWeights(defaultWeights), ...Object.fromEntries(textual) };
}

/** Ranks the supplies for a need by the product's own factors and score; these lists have no graph around them. */
async function rankerOf(
  { supplies, needs, relevance }: MatchFiles,
  model: KnowledgeModel,
  embedder: Embedder,
): Promise<Ranker> {
  const offers = [];
  for (const { text, category } of supplies) offers.push(await prepareOffer(text, category, model, embedder));
  const values = new Map<string, TextFactors[]>();
  for (const { id, text } of needs) {
    const need = await prepareNeed(text, model, embedder);
    const strengths = categoryStrengths(
      offers.map((offer, at) => ({
        category: supplies[at]?.category ?? null,
        cosine: cosineOf(need, offer),
      })),
    );
    const strengthAt = (at: number): number | null => strengths.get(supplies[at]?.category ?? "") ?? null;
    values.set(
      id,
      offers.map((offer, at) => textFactors(need, offer, { model, categoryStrength: strengthAt(at) })),
    );
  }
  return (needId, weights) => {
    const ranked = (values.get(needId) ?? [])
      .map((factors, at) => ({
        id: supplies[at]?.id ?? "",
        score: scoreCandidate({ ...factors }, weights).score,
      }))
      .sort((a, b) => b.score - a.score)
      .map(({ id }) => id);
    return rankingQuality(ranked, relevance.get(needId) ?? {});
  };
}

interface EmbeddedPhrase {
  phrase: string;
  vector: Float32Array;
}

async function embeddedPhrases({ needKinds }: Knowledge, embedder: Embedder): Promise<EmbeddedPhrase[]> {
  const embedded: EmbeddedPhrase[] = [];
  for (const phrase of new Set(needKinds.flatMap(({ phrases }) => phrases)))
    embedded.push({ phrase, vector: await embedder.embed(phrase) });
  return embedded;
}

const nearest = (vector: Float32Array, phrases: readonly EmbeddedPhrase[]): string[] =>
  phrases
    .map((one) => ({
      phrase: one.phrase,
      cosine: one.vector.reduce((sum, x, at) => sum + x * (vector[at] ?? 0), 0),
    }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, leftOut)
    .map(({ phrase }) => phrase);

/** The knowledge without some phrases; a kind of problem that loses all of them goes, with what would solve it. */
function without(knowledge: Knowledge, away: ReadonlySet<string>): Knowledge {
  const needKinds = knowledge.needKinds
    .map((kind) => ({ ...kind, phrases: kind.phrases.filter((phrase) => !away.has(phrase)) }))
    .filter(({ phrases }) => phrases.length > 0);
  const kept = new Set(needKinds.map(({ id }) => id));
  return {
    ...knowledge,
    needKinds,
    solvedBy: knowledge.solvedBy.filter(({ needKind }) => kept.has(needKind)),
  };
}
