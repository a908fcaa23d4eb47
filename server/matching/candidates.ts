import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import { luceneQuery, words } from "../language/words.ts";
import type { Surroundings } from "./connections.ts";
import { defaultWeights } from "./factors.ts";
import {
  demandsByVector,
  demandsByWords,
  demandsNearby,
  offersByVector,
  offersByWords,
  offersNearby,
  readDemandFeatures,
  readOfferFeatures,
} from "./queries.ts";
import type { VectorIndex } from "./vectorIndex.ts";

/** How many candidates each way of looking brings at most. The first two are exact where the index is in this process. */
export const limits = {
  nearest: 80,
  best: 120,
  words: 40,
  nearby: 40,
  acted: 40,
  /** The database's own vector index is asked for this many: at 20 it finds three of four true neighbours. */
  approximate: 200,
} as const;

const widest = 3200;

/** The statements of one direction: what is sought. */
interface Target {
  byWords: typeof offersByWords | typeof demandsByWords;
  byVector: typeof offersByVector | typeof demandsByVector;
  nearby: typeof offersNearby | typeof demandsNearby;
  features: typeof readOfferFeatures | typeof readDemandFeatures;
}
export const offerTarget: Target = {
  byWords: offersByWords,
  byVector: offersByVector,
  nearby: offersNearby,
  features: readOfferFeatures,
};
export const demandTarget: Target = {
  byWords: demandsByWords,
  byVector: demandsByVector,
  nearby: demandsNearby,
  features: readDemandFeatures,
};

export interface Sought {
  /** What people already did something about: always considered. */
  acted: string[];
  text: string;
  /** Unit vector; null without a model. */
  vector: Float32Array | null;
  /** What is sought among the kinds of the other side. */
  kinds: Float32Array;
  around: Surroundings;
  /** Alliances and positions that the asking side itself stands in. */
  allianceIds: string[];
  positionIds: string[];
  viewer: Viewer;
  today: string;
}

export interface Candidates {
  ids: string[];
  /** Empty where no exact index was at hand. */
  categoryStrength: Map<string, number>;
}

/** Ids of what could match, by meaning, by words and by the graph, each once. */
export async function findCandidates(
  graph: Graph,
  target: Target,
  index: VectorIndex | null,
  sought: Sought,
): Promise<Candidates> {
  const { viewer } = sought;
  const asked = Promise.all([byWords(graph, target, sought), near(graph, target, sought)]);
  const exact = index?.search({
    vector: sought.vector,
    kinds: sought.kinds,
    viewer,
    nearest: limits.nearest,
    best: limits.best,
    weights: {
      cosine: defaultWeights.textSimilarity,
      bridge: defaultWeights.helpFit,
      category: defaultWeights.categoryFit,
    },
  });
  const byMeaning = exact ? [...exact.nearest, ...exact.best] : await approximate(graph, target, sought);
  const [worded, nearby] = await asked;
  const meant = new Set(byMeaning);
  const closer = rankByKinds(
    nearby.filter((id) => !meant.has(id)),
    index,
    sought,
  ).slice(0, limits.nearby);
  return {
    ids: [...new Set([...sought.acted.slice(0, limits.acted), ...byMeaning, ...worded, ...closer])],
    categoryStrength: exact?.categoryStrength ?? new Map(),
  };
}

async function byWords(
  graph: Graph,
  { byWords: query }: Target,
  { text, viewer }: Sought,
): Promise<string[]> {
  const lucene = luceneQuery(words(text));
  if (lucene === "") return [];
  return widened(limits.words, limits.words, async (limit) => {
    const [hits] = await graph.run(query, { query: lucene, limit, viewer });
    return hits ?? { found: 0, ids: [] };
  });
}

async function approximate(
  graph: Graph,
  { byVector }: Target,
  { vector, viewer }: Sought,
): Promise<string[]> {
  if (!vector) return [];
  const numbers = Array.from(vector);
  return widened(limits.approximate, limits.approximate, async (limit) => {
    const [hits] = await graph.run(byVector, { vector: numbers, limit, viewer });
    return hits ?? { found: 0, ids: [] };
  });
}

/** Asks an index for more and more until enough of what it gives may be seen, or it has no more. */
async function widened(
  wanted: number,
  first: number,
  ask: (limit: number) => Promise<{ found: number; ids: string[] }>,
): Promise<string[]> {
  for (let limit = first; ; limit *= 4) {
    const { found, ids } = await ask(limit);
    if (ids.length >= wanted || found < limit || limit >= widest) return ids.slice(0, wanted);
  }
}

async function near(graph: Graph, { nearby }: Target, sought: Sought): Promise<string[]> {
  const { around, allianceIds, positionIds, viewer, today } = sought;
  const productIds = [...around.products.keys()];
  const own = new Set(positionIds);
  const neighbours = [...new Set(around.feeds.flat())].filter((id) => !own.has(id));
  if (productIds.length + neighbours.length + allianceIds.length === 0) return [];
  const rows = await graph.run(nearby, { productIds, positionIds: neighbours, allianceIds, viewer, today });
  return rows.map(({ id }) => id);
}

/** Of many that the graph puts near, those first whose text promises most. */
function rankByKinds(ids: readonly string[], index: VectorIndex | null, { vector, kinds }: Sought): string[] {
  if (!index) return [...ids];
  const promise = (id: string): number => {
    const numbers = index.numbersOf(id);
    if (!numbers) return 0;
    const cosine = vector && numbers.vector ? dot(vector, numbers.vector) : 0;
    return defaultWeights.textSimilarity * cosine + defaultWeights.helpFit * dot(kinds, numbers.kinds);
  };
  return ids
    .map((id) => ({ id, promise: promise(id) }))
    .sort((a, b) => b.promise - a.promise || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
