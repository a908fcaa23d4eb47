import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { words } from "../../server/language/words.ts";
import {
  baselineScores,
  meanQuality,
  type RankingQuality,
  rankingQuality,
} from "../../server/matching/evaluation.ts";
import { defaultWeights, type FactorWeights, weightsWithoutModel } from "../../server/matching/factors.ts";
import { type Knowledge, parseKnowledge, readKnowledge } from "../../server/matching/knowledge.ts";
import {
  type KnowledgeModel,
  learnKnowledge,
  restoreKnowledgeModel,
  saveKnowledgeModel,
} from "../../server/matching/knowledgeModel.ts";
import { bigrams, termOverlap } from "../../server/matching/knowledgeTerms.ts";
import {
  categoryStrengths,
  cosineOf,
  type NeedFeatures,
  type OfferFeatures,
  prepareNeed,
  prepareOffer,
  textFactors,
} from "../../server/matching/relevance.ts";
import { scoreCandidate } from "../../server/matching/score.ts";
import { modelDirectory } from "../support/model.ts";

interface Line {
  id: string;
  text: string;
  category: string;
}
interface Offer extends Line {
  features: OfferFeatures;
}

const lines = async <T>(path: string): Promise<T[]> =>
  (await readFile(new URL(`../../${path}`, import.meta.url), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

let embedder: Embedder;
let knowledge: Knowledge;
let model: KnowledgeModel;
let offers: Offer[];

const prepareOffers = async (by: KnowledgeModel, embed: Embedder | null): Promise<Offer[]> => {
  const supplies = await lines<Line>("seed/data/three-lists/supplies.jsonl");
  const prepared: Offer[] = [];
  for (const line of supplies)
    prepared.push({ ...line, features: await prepareOffer(line.text, line.category, by, embed) });
  return prepared;
};

const rank = (scores: number[], all: readonly Offer[]): string[] =>
  all
    .map(({ id }, at) => ({ id, score: scores[at] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);

const scoresOf = (
  need: NeedFeatures,
  all: readonly Offer[],
  by: KnowledgeModel,
  weights: FactorWeights,
): number[] => {
  const strengths = categoryStrengths(
    all.map(({ category, features }) => ({ category, cosine: cosineOf(need, features) })),
  );
  return all.map(({ category, features }) => {
    const context = { model: by, categoryStrength: strengths.get(category) ?? null };
    return scoreCandidate(textFactors(need, features, context), weights).score;
  });
};

/** Quality of the product's ranking and of the baseline on one set of needs. */
const measure = async (needsFile: string, relevanceFile: string) => {
  const relevance = await lines<{ need: string; relevant: Record<string, number> }>(relevanceFile);
  const grades = new Map(relevance.map(({ need, relevant }) => [need, relevant]));
  const ours: RankingQuality[] = [];
  const plain: RankingQuality[] = [];
  for (const { id, text } of await lines<Line>(needsFile)) {
    const need = await prepareNeed(text, model, embedder);
    const cosines = offers.map(({ features }) => cosineOf(need, features) ?? 0);
    const baseline = baselineScores(
      cosines,
      offers.map(({ category }) => category),
    );
    ours.push(
      rankingQuality(rank(scoresOf(need, offers, model, defaultWeights), offers), grades.get(id) ?? {}),
    );
    plain.push(rankingQuality(rank(baseline, offers), grades.get(id) ?? {}));
  }
  return { ours: meanQuality(ours), plain: meanQuality(plain) };
};

beforeAll(async () => {
  embedder = await loadEmbedder(await modelDirectory());
  knowledge = await readKnowledge();
  model = await learnKnowledge(knowledge, embedder);
  offers = await prepareOffers(model, embedder);
}, 120_000);

describe("ranking by text", () => {
  it("stands clearly above the baseline on the published needs", async () => {
    const { ours, plain } = await measure(
      "seed/data/three-lists/needs.jsonl",
      "seed/data/three-lists/relevance.jsonl",
    );
    expect(plain.ndcg10).toBeGreaterThan(0.7);
    expect(ours.ndcg10).toBeGreaterThan(plain.ndcg10 + 0.08);
    expect(ours.ndcg10).toBeGreaterThan(0.82);
    expect(ours.p1).toBeGreaterThan(0.8);
  });

  it.each(["own", "check"])("and on needs that we wrote and graded ourselves (%s)", async (set) => {
    const { ours, plain } = await measure(
      `test/matching/fixtures/${set}-needs.jsonl`,
      `test/matching/fixtures/${set}-relevance.jsonl`,
    );
    expect(ours.ndcg10).toBeGreaterThan(plain.ndcg10 + 0.06);
    expect(ours.p1).toBeGreaterThan(plain.p1 + 0.05);
  });
});

describe("text factors", () => {
  const pair = async (needText: string, offerText: string, category: string | null) => {
    const need = await prepareNeed(needText, model, embedder);
    const offer = await prepareOffer(offerText, category, model, embedder);
    return { need, offer, factors: textFactors(need, offer, { model, categoryStrength: null }) };
  };

  it("see that a kind of help solves a kind of problem though they share no word", async () => {
    const need = "账上周转不开，发不出工资";
    const { factors: apt } = await pair(need, "农商行信用贷", null);
    const { factors: inapt } = await pair(need, "广场舞比赛", null);
    expect(termOverlap(model.space, need, "农商行信用贷")).toBe(0);
    expect(apt.helpFit ?? 0).toBeGreaterThan((inapt.helpFit ?? 0) + 0.2);
  });

  it("stay in 0..1 for empty, odd and very long texts", async () => {
    for (const text of ["", " \u0000\n", "$`{}", "🙂", "x".repeat(100_000), "融资".repeat(50_000)]) {
      const { factors } = await pair(text, text, null);
      for (const value of [factors.textSimilarity, factors.helpFit]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it("leave the category out where it is unknown", async () => {
    expect((await pair("停车难", "共享车位", null)).factors.categoryFit).toBeNull();
  });
});

describe("without an embedding model", () => {
  it("still ranks by kinds and words, far above chance", async () => {
    const bare = await learnKnowledge(knowledge, null);
    const all = await prepareOffers(bare, null);
    const relevance = await lines<{ need: string; relevant: Record<string, number> }>(
      "seed/data/three-lists/relevance.jsonl",
    );
    const needs = new Map(
      (await lines<Line>("seed/data/three-lists/needs.jsonl")).map(({ id, text }) => [id, text]),
    );
    const quality: RankingQuality[] = [];
    for (const { need: id, relevant } of relevance) {
      const need = await prepareNeed(needs.get(id) ?? "", bare, null);
      expect(need.vector).toBeNull();
      quality.push(rankingQuality(rank(scoresOf(need, all, bare, weightsWithoutModel), all), relevant));
    }
    expect(meanQuality(quality).ndcg10).toBeGreaterThan(0.6);
  });
});

describe("the learnt knowledge as bytes", () => {
  it("comes back equal to the last digit", () => {
    const again = restoreKnowledgeModel(saveKnowledgeModel(model), knowledge, embedder.model);
    const vector = offers[0]?.features.vector ?? null;
    expect(again?.version).toBe(model.version);
    expect(again?.needScorer.score(vector, "招工难")).toEqual(model.needScorer.score(vector, "招工难"));
    expect(again?.helpScorer.score(vector, "招聘会")).toEqual(model.helpScorer.score(vector, "招聘会"));
  });

  it("is refused when damaged, of another model or of other knowledge", () => {
    const bytes = saveKnowledgeModel(model);
    expect(restoreKnowledgeModel(bytes.subarray(0, bytes.length - 7), knowledge, embedder.model)).toBeNull();
    expect(restoreKnowledgeModel(Buffer.from("{}"), knowledge, embedder.model)).toBeNull();
    expect(restoreKnowledgeModel(bytes, knowledge, null)).toBeNull();
    const [first, ...rest] = knowledge.solvedBy;
    if (!first) throw new Error("no relation");
    const other = { ...knowledge, solvedBy: [{ ...first, weight: first.weight / 2 }, ...rest] };
    expect(restoreKnowledgeModel(bytes, other, embedder.model)).toBeNull();
  });
});

const mostShared = 0.6;
const shortest = 5;
const manyLines = 8;
const parts = (text: string, at: RegExp): string[] => [text, ...text.split(at)].map((part) => part.trim());

/**
 * Names, descriptions and phrases of the knowledge, and what stands between their commas, that share six of ten
 * bigrams or more with one clause of a line. Let pass is what consists of words that stand in many lines each: whoever
 * speaks of these matters at all must use them.
 */
function closeToLines({ needKinds, helpKinds }: Knowledge, published: readonly string[]): string[] {
  const clauses = published.flatMap((text) => text.split(/[，。；：！？（）()“”《》,;:]/u)).map(bigrams);
  const linesWith = new Map<string, number>();
  for (const text of published)
    for (const word of words(text)) linesWith.set(word, (linesWith.get(word) ?? 0) + 1);
  const general = (text: string): boolean =>
    words(text).every((word) => (linesWith.get(word) ?? 0) >= manyLines);
  const texts = [...needKinds, ...helpKinds]
    .flatMap(({ name, description, phrases }) => [name, description, ...phrases])
    .flatMap((text) => parts(text, /[，。；：、]/u));
  return [...new Set(texts)].filter((text) => {
    if (text.length < shortest || general(text)) return false;
    const own = bigrams(text);
    const shared = (clause: Set<string>): number => [...own].filter((term) => clause.has(term)).length;
    return clauses.some((clause) => shared(clause) / own.size >= mostShared);
  });
}

describe("the knowledge itself", () => {
  it("is consistent: every need kind is solved by something, every help kind solves something", () => {
    for (const { id } of knowledge.needKinds)
      expect(knowledge.solvedBy.some(({ needKind }) => needKind === id)).toBe(true);
    for (const { id } of knowledge.helpKinds)
      expect(knowledge.solvedBy.some(({ helpKind }) => helpKind === id)).toBe(true);
  });

  it("names kinds, not lines: no text of it is most of a published clause", async () => {
    const published = [...(await lines<Line>("seed/data/three-lists/needs.jsonl")), ...offers];
    expect(
      closeToLines(
        knowledge,
        published.map(({ text }) => text),
      ),
    ).toEqual([]);
    const copied = {
      ...knowledge,
      helpKinds: [{ id: "x", name: "x", description: "x", phrases: ["甲、骑手友好的社区"] }],
    };
    expect(closeToLines(copied, ["骑手友好社区：为骑手提供休息处"])).toHaveLength(2);
  });

  it("is refused when it names an unknown kind", () => {
    const kind = [{ id: "a", name: "甲", description: "甲", phrases: ["甲"] }];
    expect(() =>
      parseKnowledge(kind, kind, {
        version: "1",
        solvedBy: [{ needKind: "a", helpKind: "b", weight: 1 }],
      }),
    ).toThrow(/unknown kind/);
  });
});
