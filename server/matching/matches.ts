import { notFound } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import type { Pair, Setting } from "./assess.ts";
import { demandTarget, findCandidates, limits, offerTarget } from "./candidates.ts";
import { featuresKeyOf } from "./catalogue.ts";
import { matchingTools, type Tools } from "./engine.ts";
import { defaultWeights, weightsWithoutModel } from "./factors.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import { type SolvedByRow, withGraphWeights } from "./knowledgeStore.ts";
import type { MatchListRow } from "./matchList.ts";
import {
  type AskedNeedRow,
  type AskedOfferRow,
  barredDemands,
  barredOffers,
  readDemandFeatures,
  readNeed,
  readNeedFacts,
  readOffer,
  readOfferFacts,
  readOfferFeatures,
} from "./queries.ts";
import { rank } from "./rank.ts";
import {
  categoryStrengths,
  cosineOf,
  type NeedFeatures,
  needFeatures,
  type OfferFeatures,
  prepareNeed,
  prepareOffer,
} from "./relevance.ts";
import { needFactsOf, needSideOf, offerFactsOf, offerSideOf, surroundingsOf } from "./sides.ts";
import type { VectorIndex } from "./vectorIndex.ts";

/** A question for matches: of what, as seen by whom, on which day, how many results. */
export interface MatchQuestion {
  id: string;
  first: number;
  viewer: Viewer;
  /** Today in Asia/Shanghai, ISO. */
  today: string;
}

/** What a question is answered from. */
export interface MatchingServices {
  graph: Graph;
  embedder: Embedder | null;
}

/** Offers that could answer a need, best first. @throws AppError NOT_FOUND */
export async function matchesOfDemand(
  services: MatchingServices,
  question: MatchQuestion,
): Promise<MatchListRow> {
  const started = performance.now();
  const { graph } = services;
  const { id, viewer, today } = question;
  const tools = await matchingTools(graph, services.embedder);
  const [asked] = await graph.run(readNeed, { id, today, viewer });
  if (!asked) throw notFound("这条需求");
  const { model, solvedBy } = inGraph(tools.model, asked);
  const need = await featuresOfNeed(asked, model, tools.embedder);
  const index = await tools.offers.at(asked.dataVersion);
  const around = surroundingsOf(asked);
  const bars = asked.mayBeBarred ? graph.run(barredOffers, { id, today }) : Promise.resolve([]);
  const found = await findCandidates(graph, offerTarget, index, {
    acted: asked.stored.map(([match]) => match.slice(id.length + 1)),
    text: asked.text,
    vector: need.vector,
    kinds: need.soughtHelp,
    ...standing(asked),
    around,
    viewer,
    today,
  });
  const withTexts = !tools.embedder;
  const [rows, features, barred] = await Promise.all([
    graph.run(readOfferFacts, {
      ...factsParams(found.ids, question, withTexts),
      productIds: [...around.products.keys()],
    }),
    numbersOf(graph, readOfferFeatures, index, found.ids, viewer),
    bars.then(idsOf),
  ]);
  const needFacts = needFactsOf(asked);
  const needSide = needSideOf(asked);
  const pairs = rows.map((row) => {
    const { vector, kinds } = features(row.id, model.knowledge.helpKinds.length);
    const offerFeatures: OfferFeatures = { text: row.text ?? "", vector, helpKinds: kinds };
    const pair: Pair = {
      need: needFacts,
      needSide,
      needFeatures: need,
      offer: offerFactsOf(row),
      offerSide: offerSideOf(row),
      offerFeatures,
      category: categoryAmong(row.own),
    };
    return { pair, barred: barred.has(row.id) };
  });
  const categoryStrength = index ? found.categoryStrength : strengthsOf(pairs);
  const setting: Setting = { model, solvedBy, weights: weightsOf(tools), around, categoryStrength, today };
  const { stored } = asked;
  return rank(graph, {
    pairs,
    stored,
    setting,
    first: question.first,
    viewer,
    degraded: tools.degraded,
    started,
  });
}

/** Needs that an offer could answer, best first. @throws AppError NOT_FOUND */
export async function matchesOfOffer(
  services: MatchingServices,
  question: MatchQuestion,
): Promise<MatchListRow> {
  const started = performance.now();
  const { graph } = services;
  const { id, viewer, today } = question;
  const tools = await matchingTools(graph, services.embedder);
  const [asked] = await graph.run(readOffer, { id, today, viewer });
  if (!asked) throw notFound("这条资源");
  const { model, solvedBy } = inGraph(tools.model, asked);
  const offerFeatures = await featuresOfOffer(asked, model, tools.embedder);
  const index = await tools.demands.at(asked.dataVersion);
  const around = surroundingsOf(asked);
  const bars = asked.mayBeBarred ? graph.run(barredDemands, { id, today }) : Promise.resolve([]);
  const found = await findCandidates(graph, demandTarget, index, {
    acted: asked.stored.map(([match]) => match.slice(0, -id.length - 1)),
    text: asked.text,
    vector: offerFeatures.vector,
    kinds: solvedKinds(model, offerFeatures),
    ...standing(asked),
    around,
    viewer,
    today,
  });
  const withTexts = !tools.embedder;
  const [rows, features, barred] = await Promise.all([
    graph.run(readNeedFacts, factsParams(found.ids, question, withTexts)),
    numbersOf(graph, readDemandFeatures, index, found.ids, viewer),
    bars.then(idsOf),
  ]);
  const offer = offerFactsOf(asked);
  const offerSide = offerSideOf(asked);
  const category = categoryOf(asked);
  const pairs = rows.map((row) => {
    const { vector, kinds } = features(row.id, model.knowledge.needKinds.length);
    const needs = needFeatures(model, { text: row.text ?? "", vector, needKinds: kinds });
    const pair: Pair = {
      need: needFactsOf(row),
      needSide: needSideOf(row),
      needFeatures: needs,
      offer,
      offerSide,
      offerFeatures,
      category,
    };
    return { pair, barred: barred.has(row.id) };
  });
  const setting: Setting = {
    model,
    solvedBy,
    weights: weightsOf(tools),
    around,
    categoryStrength: new Map(),
    today,
  };
  const { stored } = asked;
  return rank(graph, {
    pairs,
    stored,
    setting,
    first: question.first,
    viewer,
    degraded: tools.degraded,
    started,
  });
}

const weightsOf = ({ embedder }: Tools) => (embedder ? defaultWeights : weightsWithoutModel);

/** The model with the `SOLVED_BY` that stand in the graph now; its own until the knowledge has been put there. */
function inGraph(
  model: KnowledgeModel,
  asked: AskedNeedRow | AskedOfferRow,
): { model: KnowledgeModel; solvedBy: SolvedByRow[] } {
  const solvedBy = asked.solvedBy.map(([needKind, helpKind, weight]) => ({ needKind, helpKind, weight }));
  return { model: solvedBy.length > 0 ? withGraphWeights(model, solvedBy) : model, solvedBy };
}

async function featuresOfNeed(
  asked: AskedNeedRow,
  model: KnowledgeModel,
  embedder: Embedder | null,
): Promise<NeedFeatures> {
  const { text, vector, kinds } = asked;
  if (kinds && asked.featuresKey === featuresKeyOf(model, text, null, vector))
    return needFeatures(model, {
      text,
      vector: vector ? Float32Array.from(vector) : null,
      needKinds: Float32Array.from(kinds),
    });
  return prepareNeed(text, model, embedder);
}

async function featuresOfOffer(
  asked: AskedOfferRow,
  model: KnowledgeModel,
  embedder: Embedder | null,
): Promise<OfferFeatures> {
  const { text, vector, kinds } = asked;
  const category = categoryOf(asked)?.name ?? null;
  if (kinds && asked.featuresKey === featuresKeyOf(model, text, category, vector))
    return { text, vector: vector ? Float32Array.from(vector) : null, helpKinds: Float32Array.from(kinds) };
  return prepareOffer(text, category, model, embedder);
}

/** An offer's help kinds carried back over `SOLVED_BY` to the need kinds that they would solve. */
function solvedKinds(model: KnowledgeModel, { helpKinds }: OfferFeatures): Float32Array {
  const columns = helpKinds.length;
  return Float32Array.from(model.knowledge.needKinds, (_, row) =>
    helpKinds.reduce(
      (sum, score, column) => sum + score * (model.solvedBy[row * columns + column] as number),
      0,
    ),
  );
}

const firstCategory = (categories: [string, string][]): { id: string; name: string } | null => {
  const [first] = categories.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return first ? { id: first[0], name: first[1] } : null;
};
const categoryOf = ({ categories }: AskedOfferRow) => firstCategory(categories);
const categoryAmong = (own: readonly [string, string, string][]) =>
  firstCategory(own.flatMap(([type, id, name]) => (type === "IN_CATEGORY" ? [[id, name]] : [])));

const standing = (asked: AskedNeedRow | AskedOfferRow) => ({
  allianceIds: asked.alliances.filter(([, , , , kind]) => kind !== "hub").map(([id]) => id),
  positionIds: asked.positions.map(([id]) => id),
});

const factsParams = (ids: string[], { viewer, today }: MatchQuestion, withTexts: boolean) => ({
  ids: ids.slice(0, mostFacts),
  today,
  viewer,
  withTexts,
});

const idsOf = (rows: { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));

/** Most candidates whose facts are read. */
const mostFacts = Object.values(limits).reduce((sum, limit) => sum + limit, 0);

type Numbers = { vector: Float32Array | null; kinds: Float32Array };

/** Where candidates' features are had from: the index in this process, else one statement. */
async function numbersOf(
  graph: Graph,
  query: typeof readOfferFeatures | typeof readDemandFeatures,
  index: VectorIndex | null,
  ids: string[],
  viewer: Viewer,
): Promise<(id: string, kindCount: number) => Numbers> {
  const unknown = (kindCount: number): Numbers => ({ vector: null, kinds: new Float32Array(kindCount) });
  if (index) return (id, kindCount) => index.numbersOf(id) ?? unknown(kindCount);
  const rows = await graph.run(query, { ids, viewer });
  const read = new Map(
    rows.map(({ id, vector, kinds }) => [
      id,
      {
        vector: vector ? Float32Array.from(vector) : null,
        kinds: kinds ? Float32Array.from(kinds) : null,
      },
    ]),
  );
  return (id, kindCount) => {
    const { vector = null, kinds = null } = read.get(id) ?? {};
    return { vector, kinds: kinds?.length === kindCount ? kinds : new Float32Array(kindCount) };
  };
}

/** Strengths of the categories from the candidates alone, where no index knows all offers. */
const strengthsOf = (pairs: { pair: Pair }[]): Map<string, number> =>
  categoryStrengths(
    pairs.map(({ pair }) => ({
      category: pair.category?.name ?? null,
      cosine: cosineOf(pair.needFeatures, pair.offerFeatures),
    })),
  );
