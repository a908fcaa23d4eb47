import type { ActorScope } from "../access/access.ts";
import { notFound } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import { inUnit } from "../language/units.ts";
import { barsFor } from "./apart.ts";
import { assess, type Pair, type Setting } from "./assess.ts";
import { readDemandFeatures, readOfferFeatures } from "./candidateQueries.ts";
import { demandTarget, findCandidates, offerTarget, type Sought } from "./candidates.ts";
import { matchingTools, type Tools } from "./engine.ts";
import { weightsVersion, weightsWithoutModel } from "./factors.ts";
import {
  degradedBy,
  featuresOfNeed,
  featuresOfOffer,
  firstCategory,
  numbersOf,
  solvedKinds,
} from "./features.ts";
import { readInParts } from "./inParts.ts";
import { type FactorRow, factorRows, type MatchListRow, shownScore } from "./matchList.ts";
import {
  type AskedNeedRow,
  type AskedOfferRow,
  readNeed,
  readNeedFacts,
  readOffer,
  readOfferFacts,
} from "./pairQueries.ts";
import { type Ranking, rank } from "./rank.ts";
import { categoryStrengths, cosineOf, needFeatures, type OfferFeatures } from "./relevance.ts";
import { barredDemands, barredOffers } from "./resultQueries.ts";
import type { ServingWeights } from "./serving.ts";
import { needFactsOf, needSideOf, offerFactsOf, offerSideOf, surroundingsOf } from "./sides.ts";

/** A question for matches: of what, as seen by whom, on which day, how many results. */
export interface MatchQuestion {
  id: string;
  first: number;
  viewer: Viewer;
  /** Where whoever asks tends owners, and so may know of their bars; absent: nowhere. */
  actor?: ActorScope;
  /** Today in Asia/Shanghai, ISO. */
  today: string;
}

/** What a question is answered from. */
export interface MatchingServices {
  graph: Graph;
  embedder: Embedder | null;
}

type Gathered = Pick<Ranking, "pairs" | "stored" | "setting" | "degraded" | "bundled">;

/** The best of what a side's gathering finds. */
const bestOf =
  (gather: (services: MatchingServices, question: MatchQuestion) => Promise<Gathered>) =>
  async (services: MatchingServices, question: MatchQuestion): Promise<MatchListRow> => {
    const started = performance.now();
    const { first, viewer } = question;
    return rank(services.graph, { ...(await gather(services, question)), first, viewer, started });
  };

/** Offers that could answer a need, best first. @throws AppError NOT_FOUND */
export const matchesOfDemand = bestOf((services, question) => offersFor(services, question));

/** Needs that an offer could answer, best first. @throws AppError NOT_FOUND */
export const matchesOfOffer = bestOf((services, question) => demandsFor(services, question));

/** A pair's score, 0..100, and its factors as the need's list shows them. */
export interface ShownPair {
  score: number;
  factors: FactorRow[];
  weightsVersion: string;
}

/** One pair as it is shown now, whether or not a rule keeps the two apart; null without the offer. @throws AppError NOT_FOUND without the need */
export async function assessPair(
  services: MatchingServices,
  pair: { demandId: string; offerId: string; viewer: Viewer; today: string },
): Promise<ShownPair | null> {
  const { demandId, offerId, viewer, today } = pair;
  const { pairs, setting } = await offersFor(services, { id: demandId, viewer, today }, [offerId]);
  const found = pairs.find((one) => one.pair.offer.id === offerId);
  if (!found) return null;
  const assessment = assess(found.pair, setting);
  const score = shownScore(assessment.score);
  return { score, factors: factorRows(assessment, setting), weightsVersion: setting.weightsVersion };
}

/** All that a need's ranking rests on. `also`: offers to be considered in any case. */
export async function offersFor(
  services: MatchingServices,
  question: Omit<MatchQuestion, "first">,
  also: readonly string[] = [],
): Promise<Gathered> {
  const { graph } = services;
  const { id, viewer, today } = question;
  const tools = await matchingTools(graph, services.embedder);
  const [asked] = await graph.run(readNeed, { id, today, viewer });
  if (!asked) throw notFound("这条需求");
  const { model, solvedBy, serving } = await tools.knowledge(asked.knowledgeStamp);
  const need = await featuresOfNeed(asked, model, tools.embedder);
  const index = await tools.offers.at(asked.dataVersion);
  const needFacts = needFactsOf(asked);
  const around = surroundingsOf(asked);
  const bars = asked.mayBeBarred ? graph.run(barredOffers, { id, today }) : Promise.resolve([]);
  const withTexts = !tools.embedder;
  const productIds = [...around.products.keys()];
  const facts = readInParts((ids) =>
    graph.run(readOfferFacts, { ids, today, viewer, withTexts, productIds }),
  );
  const sought: Sought = {
    acted: [...also, ...asked.stored.map(([match]) => match.slice(id.length + 1))],
    text: asked.text,
    vector: need.vector,
    kinds: need.soughtHelp,
    flow: needFacts.flow,
    ...standing(asked),
    around,
    viewer,
    today,
  };
  const found = await findCandidates(graph, offerTarget, index, sought, facts.begin);
  const [rows, features, barred] = await Promise.all([
    facts.complete(found.ids),
    numbersOf(graph, readOfferFeatures, tools.offers, index, found, viewer),
    bars.then((found) => barsFor(graph, question, found)),
  ]);
  const needSide = needSideOf(asked);
  const pairs = rows.map((row) => {
    const { vector, kinds } = features.of(row.id, model.knowledge.helpKinds.length);
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
    return { pair, barred: barred.get(row.id) ?? null };
  });
  const categoryStrength = index ? found.categoryStrength : strengthsOf(pairs);
  const setting: Setting = { model, solvedBy, ...weightsOf(tools, serving), around, categoryStrength, today };
  const degraded = degradedBy(tools.degraded, features.without);
  const { quantity, unit } = asked;
  const promised = asked.promised.reduce((sum, [amount, of]) => sum + (inUnit(amount, of, unit) ?? 0), 0);
  const bundled = { id, quantity, unit, promised };
  return { pairs, stored: asked.stored, setting, degraded, bundled };
}

/** All that an offer's ranking rests on. */
async function demandsFor(
  services: MatchingServices,
  question: Omit<MatchQuestion, "first">,
): Promise<Gathered> {
  const { graph } = services;
  const { id, viewer, today } = question;
  const tools = await matchingTools(graph, services.embedder);
  const [asked] = await graph.run(readOffer, { id, today, viewer });
  if (!asked) throw notFound("这条资源");
  const { model, solvedBy, serving } = await tools.knowledge(asked.knowledgeStamp);
  const offerFeatures = await featuresOfOffer(asked, model, tools.embedder);
  const index = await tools.demands.at(asked.dataVersion);
  const offer = offerFactsOf(asked);
  const around = surroundingsOf(asked);
  const bars = asked.mayBeBarred ? graph.run(barredDemands, { id, today }) : Promise.resolve([]);
  const withTexts = !tools.embedder;
  const facts = readInParts((ids) => graph.run(readNeedFacts, { ids, today, viewer, withTexts }));
  const sought: Sought = {
    acted: asked.stored.map(([match]) => match.slice(0, -id.length - 1)),
    text: asked.text,
    vector: offerFeatures.vector,
    kinds: solvedKinds(model, offerFeatures),
    flow: offer.flow,
    ...standing(asked),
    around,
    viewer,
    today,
  };
  const found = await findCandidates(graph, demandTarget, index, sought, facts.begin);
  const [rows, features, barred] = await Promise.all([
    facts.complete(found.ids),
    numbersOf(graph, readDemandFeatures, tools.demands, index, found, viewer),
    bars.then((found) => barsFor(graph, question, found)),
  ]);
  const offerSide = offerSideOf(asked);
  const category = firstCategory(asked.categories);
  const pairs = rows.map((row) => {
    const { vector, kinds } = features.of(row.id, model.knowledge.needKinds.length);
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
    return { pair, barred: barred.get(row.id) ?? null };
  });
  const setting: Setting = {
    model,
    solvedBy,
    ...weightsOf(tools, serving),
    around,
    categoryStrength: new Map(),
    today,
  };
  const degraded = degradedBy(tools.degraded, features.without);
  return { pairs, stored: asked.stored, setting, degraded, bundled: null };
}

/** What was learnt holds for scores with vectors: without them the frozen weights serve. */
const weightsOf = (
  { embedder }: Tools,
  { weights, version }: ServingWeights,
): Pick<Setting, "weights" | "weightsVersion"> =>
  embedder ? { weights, weightsVersion: version } : { weights: weightsWithoutModel, weightsVersion };

const categoryAmong = (own: readonly [string, string, string][]) =>
  firstCategory(own.flatMap(([type, id, name]) => (type === "IN_CATEGORY" ? [[id, name]] : [])));

const standing = (asked: AskedNeedRow | AskedOfferRow) => ({
  allianceIds: asked.alliances.filter(([, , , , kind]) => kind !== "hub").map(([id]) => id),
  positionIds: asked.positions.map(([id]) => id),
});

/** Strengths of the categories from the candidates alone, where no index knows all offers. */
const strengthsOf = (pairs: { pair: Pair }[]): Map<string, number> =>
  categoryStrengths(
    pairs.map(({ pair }) => ({
      category: pair.category?.name ?? null,
      cosine: cosineOf(pair.needFeatures, pair.offerFeatures),
    })),
  );
