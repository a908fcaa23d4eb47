import type { Embedder } from "../../server/language/embedding.ts";
import {
  mean,
  type PairedDifference,
  pairedDifference,
  type RankingQuality,
  rankingQuality,
} from "../../server/matching/evaluation.ts";
import {
  defaultWeights,
  type FactorId,
  type FactorValues,
  type FactorWeights,
  factorIds,
  weightsWithoutModel,
} from "../../server/matching/factors.ts";
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
import { scoreOf } from "../../server/matching/score.ts";
import type { MatchFiles } from "./matchFiles.ts";

/*
 * What a ranking by text is worth where nobody could have written for these needs. The knowledge was written knowing the
 * lists, so in each fold what of it could have been written for the fold's needs is made anew without them: the phrases that
 * are nearest to them are taken away, the scorers are learnt from the rest, `SOLVED_BY` is built from the other folds'
 * judgements and the names of the kinds, and the weights are chosen on the other folds' needs. What stays hand-written is
 * which kinds there are. And what each factor adds: the same ranking without it.
 */

/** Phrases left out for each need of a fold: the nearest by cosine, of whatever kind of problem. */
const leftOut = 10;

interface Ranker {
  (needId: string, weights: FactorWeights): RankingQuality;
  /** Share of pairs for which a factor is known, 0..1. */
  known(id: FactorId): number;
}

/** Shares of the three text factors that are tried; the others stay as they are. */
const tried: FactorWeights[] = [0.3, 0.4, 0.45, 0.5, 0.6].flatMap((textSimilarity) =>
  [0.05, 0.1, 0.15, 0.2, 0.25, 0.4].map((categoryFit) => ({
    ...defaultWeights,
    textSimilarity,
    categoryFit,
    helpFit: Math.max(0, 1 - textSimilarity - categoryFit),
  })),
);

/** Of each need, in the order of the files: ranked by the fold that it was held back in. */
export interface HeldBack {
  /** `SOLVED_BY` built inside the fold: nothing in it was written for these needs. */
  inside: RankingQuality[];
  /** `SOLVED_BY` as written. */
  written: RankingQuality[];
}

/** Quality for every need, each ranked by the fold it was held back in. */
export async function crossValidate(
  files: MatchFiles,
  embedder: Embedder,
  folds: number,
  say: (line: string) => void,
): Promise<HeldBack> {
  const knowledge = await readKnowledge();
  const phrases = await embeddedPhrases(knowledge, embedder);
  const names = await nameLikeness(knowledge, embedder);
  const found = { inside: new Map<string, RankingQuality>(), written: new Map<string, RankingQuality>() };
  for (let fold = 0; fold < folds; fold += 1) {
    const held = files.needs.filter((_, at) => at % folds === fold);
    const known = files.needs.filter((_, at) => at % folds !== fold);
    const away = new Set<string>();
    for (const { text } of held)
      for (const phrase of nearest(await embedder.embed(text), phrases)) away.add(phrase);
    const model = await learnKnowledge(without(knowledge, away), embedder);
    const judged = { ...files, needs: known };
    const models = { written: model, inside: await builtInside(judged, model, names, embedder) };
    const chosen = { written: "", inside: "" };
    for (const way of ["inside", "written"] as const) {
      const rank = await rankerOf(files, models[way], embedder);
      const best = tried
        .map((weights) => ({ weights, ndcg: mean(known.map(({ id }) => rank(id, weights).ndcg10)) }))
        .reduce((a, b) => (b.ndcg > a.ndcg ? b : a));
      for (const { id } of held) found[way].set(id, rank(id, best.weights));
      const { textSimilarity, helpFit, categoryFit } = best.weights;
      chosen[way] = [textSimilarity, helpFit, categoryFit].map((weight) => weight.toFixed(2)).join("/");
    }
    say(
      `第 ${fold + 1} 折：去掉 ${away.size} 个说法，权重 ${chosen.inside}（沿用手写关系时 ${chosen.written}）`,
    );
  }
  const inOrder = (all: ReadonlyMap<string, RankingQuality>) =>
    files.needs.flatMap(({ id }) => all.get(id) ?? []);
  return { inside: inOrder(found.inside), written: inOrder(found.written) };
}

// A judgement of one need says little: it moves a relation as if the names had been asked about this many times.
const prior = 2;

/** The model with `SOLVED_BY` estimated from judged needs, drawn to how alike the names of the kinds are. */
async function builtInside(
  { supplies, needs, relevance }: MatchFiles,
  model: KnowledgeModel,
  names: ReadonlyMap<string, number>,
  embedder: Embedder,
): Promise<KnowledgeModel> {
  const { needKinds, helpKinds } = model.knowledge;
  const size = needKinds.length * helpKinds.length;
  const [told, mass] = [new Float64Array(size), new Float64Array(size)];
  const offers = [];
  for (const { id, text, category } of supplies)
    offers.push({ id, kinds: sharesOf((await prepareOffer(text, category, model, embedder)).helpKinds) });
  for (const { id, text } of needs) {
    const grades = relevance.get(id) ?? {};
    const kinds = sharesOf((await prepareNeed(text, model, embedder)).needKinds);
    for (const offer of offers)
      kinds.forEach((need, row) => {
        offer.kinds.forEach((help, column) => {
          const at = row * helpKinds.length + column;
          mass[at] = (mass[at] ?? 0) + need * help;
          told[at] = (told[at] ?? 0) + (need * help * (grades[offer.id] ?? 0)) / 2;
        });
      });
  }
  const solvedBy = Float32Array.from(told, (sum, at) => {
    const [row, column] = [Math.floor(at / helpKinds.length), at % helpKinds.length];
    const guess = names.get(`${needKinds[row]?.id}>${helpKinds[column]?.id}`) ?? 0;
    return (sum + prior * guess) / ((mass[at] ?? 0) + prior);
  });
  return { ...model, solvedBy };
}

/** The positive scores of a text's kinds as shares of 1, the small ones dropped. */
function sharesOf(scores: Float32Array): number[] {
  const kept = Array.from(scores, (score) => (score > 0.1 ? score : 0));
  const total = kept.reduce((sum, score) => sum + score, 0);
  return kept.map((score) => (total === 0 ? 0 : score / total));
}

/** How alike the names of a kind of problem and a kind of help are, 0..1: what is known of them before any need. */
async function nameLikeness({ needKinds, helpKinds }: Knowledge, embedder: Embedder) {
  const embedded = async (kinds: Knowledge["needKinds"]) => {
    const all = [];
    for (const { id, name, description } of kinds)
      all.push({ id, vector: await embedder.embed(`${name}：${description}`) });
    return all;
  };
  const [needs, helps] = [await embedded(needKinds), await embedded(helpKinds)];
  const likeness = new Map<string, number>();
  for (const need of needs)
    for (const help of helps) {
      const cosine = need.vector.reduce((sum, x, at) => sum + x * (help.vector[at] ?? 0), 0);
      likeness.set(`${need.id}>${help.id}`, Math.min(1, Math.max(0, (cosine - 0.5) / 0.4)));
    }
  return likeness;
}

/** What the ranking is worth without one factor. */
export interface Ablation extends PairedDifference {
  /** Share of pairs for which the factor is known in these lists, 0..1: where it is 0 they cannot tell. */
  known: number;
  ndcg10: number;
}

/** nDCG@10 by text without each of all factors; that of shared words where there is no model, as only there it counts. */
export async function ablate(files: MatchFiles, embedder: Embedder): Promise<Record<FactorId, Ablation>> {
  const knowledge = await readKnowledge();
  const ways = {
    with: { model: await learnKnowledge(knowledge, embedder), embedder, weights: defaultWeights },
    without: { model: await learnKnowledge(knowledge, null), embedder: null, weights: weightsWithoutModel },
  };
  const rankers = {
    with: await rankerOf(files, ways.with.model, ways.with.embedder),
    without: await rankerOf(files, ways.without.model, ways.without.embedder),
  };
  const ranked = (way: "with" | "without", weights: FactorWeights): number[] =>
    files.needs.map(({ id }) => rankers[way](id, weights).ndcg10);
  const all = { with: ranked("with", defaultWeights), without: ranked("without", weightsWithoutModel) };
  const rows = factorIds.map((id): [FactorId, Ablation] => {
    const way = ways.with.weights[id] > 0 ? "with" : "without";
    const less = ranked(way, { ...ways[way].weights, [id]: 0 });
    return [id, { known: rankers[way].known(id), ndcg10: mean(less), ...pairedDifference(all[way], less) }];
  });
  return Object.fromEntries(rows) as Record<FactorId, Ablation>;
}

/** Ranks the supplies for a need by the product's own factors and score; these lists have no graph around them. */
async function rankerOf(
  { supplies, needs, relevance }: MatchFiles,
  model: KnowledgeModel,
  embedder: Embedder | null,
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
  const rank = (needId: string, weights: FactorWeights): RankingQuality => {
    const ranked = (values.get(needId) ?? [])
      .map((factors, at) => ({
        id: supplies[at]?.id ?? "",
        score: scoreOf({ ...factors }, weights),
      }))
      .sort((a, b) => b.score - a.score)
      .map(({ id }) => id);
    return rankingQuality(ranked, relevance.get(needId) ?? {});
  };
  const pairs: FactorValues[] = [...values.values()].flat();
  const known = (id: FactorId): number =>
    mean(pairs.map((pair) => (pair[id] === null || pair[id] === undefined ? 0 : 1)));
  return Object.assign(rank, { known });
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
