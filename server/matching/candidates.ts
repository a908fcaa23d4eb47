import { setImmediate as nextTurn } from "node:timers/promises";
import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import { luceneQuery, words } from "../language/words.ts";
import {
  demandsAround,
  demandsByVector,
  offersAround,
  offersByVector,
  readDemandFeatures,
  readOfferFeatures,
  type Trade,
} from "./candidateQueries.ts";
import { type Surroundings, tradedProducts } from "./connections.ts";
import { defaultWeights } from "./factors.ts";
import type { Flow } from "./facts.ts";
import { type Tier, tiers } from "./tiers.ts";
import type { VectorIndex } from "./vectorIndex.ts";

/** How many candidates each way of looking brings at most. The first two are exact where the index is in this process. */
export const limits = {
  nearest: 40,
  best: 80,
  words: 30,
  nearby: 20,
  /** By a product that the asked side names, and by what firms make: as many as a list shows, so that texts take no place. */
  traded: 100,
  made: 40,
  /** Of each of these two ways the graph is asked for so many: those of one tier are chosen among by their texts. */
  tradedAsked: 300,
  acted: 40,
  /** Of those that ended or have nothing left: enough to say so. */
  over: 10,
  /** The database's own vector index is asked for this many: at 20 it finds three of four true neighbours. */
  approximate: 200,
} as const;

/** Neighbours the vector index is asked for at most: beyond so many hidden and closed ones, seen ones may be missing. */
const widest = 12_800;
const noWords = '"\u2205"'; // a query that nothing answers; an empty one is an error

/** The statements of one direction: what is sought. */
interface Target {
  around: typeof offersAround | typeof demandsAround;
  byVector: typeof offersByVector | typeof demandsByVector;
  features: typeof readOfferFeatures | typeof readDemandFeatures;
  /** How an entry of the other side names what would come from or go to the asked one. */
  trades: Record<Flow, Trade>;
}
export const offerTarget: Target = {
  around: offersAround,
  byVector: offersByVector,
  features: readOfferFeatures,
  trades: { toNeed: "PROVIDES", toOffer: "BUYS" },
};
export const demandTarget: Target = {
  around: demandsAround,
  byVector: demandsByVector,
  features: readDemandFeatures,
  trades: { toNeed: "WANTS", toOffer: "SELLS" },
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
  /** Where the asked side's products go. */
  flow: Flow | null;
  /** Alliances and positions that the asking side itself stands in. */
  allianceIds: string[];
  positionIds: string[];
  viewer: Viewer;
  today: string;
}

export interface Candidates {
  /** Each once: by meaning and what people acted on first, then by words and by the graph. */
  ids: string[];
  /** Empty where no exact index was at hand. */
  categoryStrength: Map<string, number>;
}

/**
 * Ids of what could match, by meaning, by words and by the graph, each once.
 * @param onFirst told at once what is among them for certain, while the rest is sought: each once.
 */
export async function findCandidates(
  graph: Graph,
  target: Target,
  index: VectorIndex | null,
  sought: Sought,
  onFirst: (ids: readonly string[]) => void = () => undefined,
): Promise<Candidates> {
  const asked = around(graph, target, sought);
  asked.catch(() => undefined); // told below, where it is awaited
  await nextTurn(); // sent by then: the database works while this process searches
  const exact = index?.search({
    vector: sought.vector,
    kinds: sought.kinds,
    viewer: sought.viewer,
    nearest: limits.nearest,
    best: limits.best,
    over: limits.over,
    today: sought.today,
    weights: {
      cosine: defaultWeights.textSimilarity,
      bridge: defaultWeights.helpFit,
      category: defaultWeights.categoryFit,
    },
  });
  const byMeaning = exact
    ? [...exact.nearest, ...exact.best, ...exact.over]
    : await approximate(graph, target, sought);
  const acted = sought.acted.slice(0, limits.acted);
  onFirst([...new Set([...acted, ...byMeaning])]);
  const { worded, nearby, traded, made } = await asked;
  const promise = promiseOf(index, sought);
  const first = new Set([
    ...acted,
    ...nearestFirst(traded, promise).slice(0, limits.traded),
    ...nearestFirst(made, promise).slice(0, limits.made),
    ...byMeaning,
  ]);
  const closer = byPromise(
    nearby.filter((id) => !first.has(id)),
    promise,
  ).slice(0, limits.nearby);
  return {
    ids: [...new Set([...first, ...worded, ...closer])],
    categoryStrength: exact?.categoryStrength ?? new Map(),
  };
}

async function approximate(
  graph: Graph,
  { byVector }: Target,
  { vector, viewer, today }: Sought,
): Promise<string[]> {
  if (!vector) return [];
  const numbers = Array.from(vector);
  return widened(limits.approximate, limits.approximate, async (limit) => {
    const [hits] = await graph.run(byVector, { vector: numbers, limit, viewer, today });
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

interface Traded {
  id: string;
  tier: Tier;
}
interface Around {
  worded: string[];
  nearby: string[];
  /** By a product that the entry itself names. */
  traded: Traded[];
  /** By what the entry's firm makes. */
  made: Traded[];
}

/** By words and by the graph, in one statement. */
async function around(graph: Graph, target: Target, sought: Sought): Promise<Around> {
  const { allianceIds, positionIds, viewer, today, flow } = sought;
  const own = new Set(positionIds);
  const products = tradedProducts(sought.around, flow);
  const rows = await graph.run(target.around, {
    words: luceneQuery(words(sought.text)) || noWords,
    limit: limits.words,
    productIds: products.map(({ id }) => id),
    traded: limits.tradedAsked,
    trade: target.trades[flow ?? "toNeed"],
    positionIds: [...new Set(sought.around.feeds.flat())].filter((id) => !own.has(id)),
    allianceIds,
    viewer,
    today,
  });
  const of = (wanted: string) => rows.filter(({ way }) => way === wanted);
  const tiered = (wanted: string) =>
    of(wanted).map(({ id, at }): Traded => ({ id, tier: products[at ?? -1]?.tier ?? "text" }));
  return {
    worded: of("words").map(({ id }) => id),
    nearby: of("nearby").map(({ id }) => id),
    traded: tiered("product"),
    made: tiered("maker"),
  };
}

/** How much an entry's text promises, before all else is known of it. */
type Promising = (id: string) => number;

function promiseOf(index: VectorIndex | null, { vector, kinds }: Sought): Promising {
  return (id) => {
    const numbers = index?.numbersOf(id);
    if (!numbers) return 0;
    const cosine = vector && numbers.vector ? dot(vector, numbers.vector) : 0;
    return defaultWeights.textSimilarity * cosine + defaultWeights.helpFit * dot(kinds, numbers.kinds);
  };
}

/** Of many that the graph puts near, those first whose text promises most; as they came where none is known. */
function byPromise(ids: readonly string[], promise: Promising): string[] {
  return ids
    .map((id) => ({ id, promised: promise(id) }))
    .sort((a, b) => b.promised - a.promised || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Nearer products first, then by texts: an entry that several products lead to stands once, by its nearest. */
function nearestFirst(found: readonly Traded[], promise: Promising): string[] {
  const ids = tiers.flatMap((tier) =>
    byPromise(
      found.flatMap((one) => (one.tier === tier ? [one.id] : [])),
      promise,
    ),
  );
  return [...new Set(ids)];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
