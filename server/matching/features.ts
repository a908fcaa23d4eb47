import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import { type Candidates, inWaves } from "./candidates.ts";
import { featuresKeyOf } from "./catalogue.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import type { AskedNeedRow, AskedOfferRow, readDemandFeatures, readOfferFeatures } from "./queries.ts";
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
    vector: vector ? Float32Array.from(vector) : null,
    needKinds: Float32Array.from(kinds),
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
  return { text, vector: vector ? Float32Array.from(vector) : null, helpKinds: Float32Array.from(kinds) };
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

/** Where candidates' features are had from: the index in this process, else the graph. */
export async function numbersOf(
  graph: Graph,
  query: typeof readOfferFeatures | typeof readDemandFeatures,
  index: VectorIndex | null,
  found: Candidates,
  viewer: Viewer,
): Promise<(id: string, kindCount: number) => Numbers> {
  const unknown = (kindCount: number): Numbers => ({ vector: null, kinds: new Float32Array(kindCount) });
  if (index) return (id, kindCount) => index.numbersOf(id) ?? unknown(kindCount);
  const rows = await inWaves(found, (ids) => graph.run(query, { ids, viewer }));
  const read = new Map(rows.map((row) => [row.id, row]));
  return (id, kindCount) => {
    const { vector = null, kinds = null } = read.get(id) ?? {};
    const fits = kinds?.length === kindCount;
    return {
      vector: vector ? Float32Array.from(vector) : null,
      kinds: fits ? Float32Array.from(kinds) : new Float32Array(kindCount),
    };
  };
}
