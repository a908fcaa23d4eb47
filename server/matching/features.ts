import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import type { readDemandFeatures, readOfferFeatures } from "./candidateQueries.ts";
import type { Candidates } from "./candidates.ts";
import type { Catalogue } from "./catalogue.ts";
import { featuresKeyOf } from "./catalogueFeatures.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import type { AskedNeedRow, AskedOfferRow } from "./pairQueries.ts";
import {
  type NeedFeatures,
  needFeatures,
  type OfferFeatures,
  prepareNeed,
  prepareOffer,
} from "./relevance.ts";
import type { VectorIndex } from "./vectorIndex.ts";

/** What an owner filed an offer under. */
export interface CategoryName {
  id: string;
  name: string;
}

/** The category of an offer; of several, which no form makes, always the same one. */
export function firstCategory(categories: readonly [string, string][]): CategoryName | null {
  const [first] = categories.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return first ? { id: first[0], name: first[1] } : null;
}

/** Features of the need that was asked about: the stored ones where they still fit its text, else computed. */
export async function featuresOfNeed(
  { text, vector, kinds, featuresKey }: AskedNeedRow,
  model: KnowledgeModel,
  embedder: Embedder | null,
): Promise<NeedFeatures> {
  if (!kinds || featuresKey !== featuresKeyOf(model, text, null, vector))
    return prepareNeed(text, model, embedder);
  return needFeatures(model, {
    text,
    vector: vector ? new Float32Array(vector) : null,
    needKinds: new Float32Array(kinds),
  });
}

/** Features of the offer that was asked about, likewise. */
export async function featuresOfOffer(
  { text, vector, kinds, featuresKey, categories }: AskedOfferRow,
  model: KnowledgeModel,
  embedder: Embedder | null,
): Promise<OfferFeatures> {
  const category = firstCategory(categories)?.name ?? null;
  if (!kinds || featuresKey !== featuresKeyOf(model, text, category, vector))
    return prepareOffer(text, category, model, embedder);
  return { text, vector: vector ? new Float32Array(vector) : null, helpKinds: new Float32Array(kinds) };
}

/** An offer's help kinds carried back over `SOLVED_BY` to the need kinds that they would solve. */
export function solvedKinds(model: KnowledgeModel, { helpKinds }: OfferFeatures): Float32Array {
  const columns = helpKinds.length;
  return Float32Array.from(model.knowledge.needKinds, (_, row) =>
    helpKinds.reduce(
      (sum, score, column) => sum + score * (model.solvedBy[row * columns + column] as number),
      0,
    ),
  );
}

interface Numbers {
  vector: Float32Array | null;
  kinds: Float32Array;
}

/** Features of candidates by id, and how many of them have none. */
export interface NumbersFound {
  of(id: string, kindCount: number): Numbers;
  without: number;
}

/** Where candidates' features are had from: the index in this process, else the graph, completed where they are stale. */
export async function numbersOf(
  graph: Graph,
  query: typeof readOfferFeatures | typeof readDemandFeatures,
  catalogue: Catalogue,
  index: VectorIndex | null,
  found: Candidates,
  viewer: Viewer,
): Promise<NumbersFound> {
  const unknown = (kindCount: number): Numbers => ({ vector: null, kinds: new Float32Array(kindCount) });
  if (index) return { of: (id, kindCount) => index.numbersOf(id) ?? unknown(kindCount), without: 0 };
  const rows = await graph.run(query, { ids: found.ids, viewer });
  const { features, without } = await catalogue.complete(rows);
  return {
    without,
    of: (id, kindCount) => {
      const known = features.get(id);
      if (!known) return unknown(kindCount);
      const { vector, kinds } = known;
      return { vector: vector ? new Float32Array(vector) : null, kinds: new Float32Array(kinds) };
    },
  };
}

/** What is missing from a list, in words for the user; null when nothing is. */
export function degradedBy(degraded: string | null, without: number): string | null {
  if (without === 0) return degraded;
  const sentence = `有 ${without} 条候选的文字还没有分析完，它们只按用词和图中的关系比较；稍后刷新会更准。`;
  return degraded ? `${degraded}${sentence}` : sentence;
}
