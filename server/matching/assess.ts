import {
  type Connections,
  connect,
  connectionsWithout,
  type Side,
  type Surroundings,
} from "./connections.ts";
import { type Explanation, explain, outranks } from "./explain.ts";
import { type FactorId, type FactorValues, type FactorWeights, factors } from "./factors.ts";
import type { Edge, NeedFacts, OfferFacts, Route } from "./facts.ts";
import { type Fit, fitOf } from "./fitFactors.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import { helpKindNode, needKindNode, positionsOf, type SolvedByRow } from "./knowledgeStore.ts";
import { type NeedFeatures, type OfferFeatures, type TextFactors, textFactors } from "./relevance.ts";
import { type CandidateScore, scoreCandidate, scoreOf } from "./score.ts";
import { textOnly, tieredScore } from "./tiers.ts";

/** What is the same for all pairs of one list. */
export interface Setting {
  /** With the weights that stand in the graph. */
  model: KnowledgeModel;
  solvedBy: readonly SolvedByRow[];
  weights: FactorWeights;
  weightsVersion: string;
  around: Surroundings;
  /** Mean cosine of each category's best three offers; empty when needs are sought for an offer. */
  categoryStrength: ReadonlyMap<string, number>;
  /** Today in Asia/Shanghai, ISO. */
  today: string;
}

/** One need and one offer with all that is known of them. */
export interface Pair {
  need: NeedFacts;
  needSide: Side;
  needFeatures: NeedFeatures;
  offer: OfferFacts;
  offerSide: Side;
  offerFeatures: OfferFeatures;
  category: { id: string; name: string } | null;
}

export interface Assessment {
  pair: Pair;
  values: FactorValues;
  /** 0..1 */
  score: number;
  /** What makes up the score: worked out only for what is shown. */
  readonly scored: CandidateScore;
  connections: Connections;
  fit: Fit;
  text: TextFactors;
}

/** All factors of a pair and its score. */
export function assess(pair: Pair, setting: Setting): Assessment {
  const text = textOf(pair, setting);
  const connections = connect(pair.needSide, pair.offerSide, setting.around);
  const fit = fitOf(pair.need, pair.offer, setting.today);
  const values = valuesOf(text, connections, fit);
  let scored: CandidateScore | undefined;
  return {
    pair,
    values,
    score: tieredScore(scoreOf(values, setting.weights), connections.tier),
    get scored() {
      scored ??= scoreCandidate(values, setting.weights, connections.tier);
      return scored;
    },
    connections,
    fit,
    text,
  };
}

function textOf({ needFeatures, offerFeatures, category }: Pair, setting: Setting): TextFactors {
  const { model, categoryStrength, weights } = setting;
  // Cutting the need's text into bigrams for every pair is dear: only where shared words count.
  const need = weights.wordOverlap > 0 ? needFeatures : { ...needFeatures, text: "" };
  return textFactors(need, offerFeatures, {
    model,
    categoryStrength: category ? (categoryStrength.get(category.name) ?? null) : null,
  });
}

/** All keys at once: this is asked hundreds of times a list, and an object that grows key by key is dear. */
function valuesOf(text: TextFactors, { routes, known }: Connections, fit: Fit): FactorValues {
  const values: Record<FactorId, number | null> = {
    textSimilarity: text.textSimilarity,
    helpFit: text.helpFit,
    categoryFit: text.categoryFit,
    wordOverlap: text.wordOverlap,
    sameAlliance: known.has("sameAlliance") ? 0 : null,
    sameChain: known.has("sameChain") ? 0 : null,
    upstreamLink: known.has("upstreamLink") ? 0 : null,
    productFlow: known.has("productFlow") ? 0 : null,
    distance: null,
    capacityFit: null,
    windowFit: null,
  };
  for (const { factor, value } of routes) {
    const id = factor as FactorId;
    if (value > (values[id] ?? Number.POSITIVE_INFINITY)) values[id] = value;
  }
  for (const { id, value } of fit.factors) values[id as FactorId] = value;
  return values;
}

// A way over the owners is shown when cutting it costs at least half a point of the hundred: a coordinator can act on
// it. Otherwise the kinds of problem and help explain more.
const worthShowing = 0.005;
// What decides lowers the score that people see, which has one decimal of a hundred, or it decides nothing.
const visible = 0.001;

/** The way to show for a pair, chosen by what its score rests on. Always one: at the least that the texts are alike. */
export function explainPair(assessment: Assessment, setting: Setting): Explanation {
  const { pair, score, connections } = assessment;
  const without = (edge: Edge): number => scoreWithout(assessment, setting, edge);
  const owners = explain(strongest(connections.routes), score, without);
  if (owners?.decisive && owners.drop >= worthShowing) return owners;
  const kinds = kindRoute(pair, setting);
  const category = categoryRoute(assessment);
  const texts = [...(kinds ? [kinds] : []), ...(category ? [category] : [])];
  const best = explain(texts, score, without);
  if (best?.decisive && best.drop >= visible) return best;
  if (owners?.decisive && owners.drop >= visible) return owners;
  return { route: kinds ?? category ?? owners?.route ?? likenessRoute(assessment), decisive: null, drop: 0 };
}

/** The best way of each factor: what lies behind it cannot decide. */
function strongest(routes: readonly Route[]): Route[] {
  const best = new Map<string, Route>();
  for (const route of routes) {
    const known = best.get(route.factor);
    if (!known || outranks(route, known)) best.set(route.factor, route);
  }
  return [...best.values()];
}

/** The score, 0..1, that the pair would have if this relationship were not in the graph. */
export function scoreWithout(assessment: Assessment, setting: Setting, edge: Edge): number {
  const { pair, fit, text, connections } = assessment;
  const scored = (texts: TextFactors, ways: Connections): number =>
    tieredScore(scoreOf(valuesOf(texts, ways, fit), setting.weights), ways.tier);
  if (edge.type === "SOLVED_BY") {
    const needFeatures = withoutSolving(pair.needFeatures, setting, edge);
    return scored(textOf({ ...pair, needFeatures }, setting), connections);
  }
  if (edge.type === "IN_CATEGORY") return scored({ ...text, categoryFit: null }, connections);
  return scored(text, connectionsWithout(connections, pair.needSide, pair.offerSide, setting.around, edge));
}

function withoutSolving(features: NeedFeatures, { model, solvedBy }: Setting, edge: Edge): NeedFeatures {
  const { needAt, helpAt } = positionsOf(model);
  const [row, column] = [needAt.get(edge.source), helpAt.get(edge.target)];
  const cut = solvedBy.find(({ needKind, helpKind }) => needKind === edge.source && helpKind === edge.target);
  if (row === undefined || column === undefined || !cut) return features;
  const soughtHelp = features.soughtHelp.slice();
  soughtHelp[column] = (soughtHelp[column] ?? 0) - (features.needKinds[row] ?? 0) * cut.weight;
  return { ...features, soughtHelp };
}

/** Need → kind of problem → kind of help → offer, by the `SOLVED_BY` that brings most. */
function kindRoute(
  { need, needFeatures, offer, offerFeatures }: Pair,
  { model, solvedBy }: Setting,
): Route | null {
  const { needAt, helpAt } = positionsOf(model);
  let best: { row: SolvedByRow; share: number; need: number; help: number } | null = null;
  for (const row of solvedBy) {
    const needScore = needFeatures.needKinds[needAt.get(row.needKind) ?? -1] ?? 0;
    const helpScore = offerFeatures.helpKinds[helpAt.get(row.helpKind) ?? -1] ?? 0;
    if (needScore <= 0 || helpScore <= 0) continue;
    const share = row.weight * needScore * helpScore;
    if (!best || share > best.share) best = { row, share, need: needScore, help: helpScore };
  }
  if (!best) return null;
  const { row } = best;
  const names = kindNames(model);
  const percent = (share: number): string => `${Math.round(Math.min(1, share) * 100)}%`;
  return {
    factor: "helpFit",
    value: Math.min(1, best.share),
    evidence: `“${names.get(row.needKind) ?? ""}”类问题可由“${names.get(row.helpKind) ?? ""}”解决`,
    edges: [
      { type: "LOOKS_LIKE", source: need.id, target: row.needKind, derived: true, label: percent(best.need) },
      { type: "SOLVED_BY", source: row.needKind, target: row.helpKind },
      {
        type: "LOOKS_LIKE",
        source: offer.id,
        target: row.helpKind,
        derived: true,
        label: percent(best.help),
      },
    ],
  };
}

const namesOfModels = new WeakMap<object, Map<string, string>>();

function kindNames({ knowledge }: KnowledgeModel): Map<string, string> {
  const known = namesOfModels.get(knowledge);
  if (known) return known;
  const made = new Map([
    ...knowledge.needKinds.map(({ id, name }) => [needKindNode(id), name] as const),
    ...knowledge.helpKinds.map(({ id, name }) => [helpKindNode(id), name] as const),
  ]);
  namesOfModels.set(knowledge, made);
  return made;
}

function categoryRoute({ pair: { need, offer, category }, text }: Assessment): Route | null {
  if (!category || text.categoryFit === null) return null;
  return {
    factor: "categoryFit",
    value: text.categoryFit,
    evidence: `资源属于“${category.name}”，这一类与需求接近`,
    edges: [
      { type: "LOOKS_LIKE", source: need.id, target: category.id, derived: true },
      { type: "IN_CATEGORY", source: offer.id, target: category.id },
    ],
  };
}

const likenessRoute = ({ pair: { need, offer }, text }: Assessment): Route => ({
  factor: "textSimilarity",
  value: text.textSimilarity ?? text.wordOverlap ?? 0,
  evidence: "两段文字意思相近",
  edges: [{ type: "LOOKS_LIKE", source: need.id, target: offer.id, derived: true }],
});

/** What was found for each factor, in a coordinator's words. */
export function evidenceOf(assessment: Assessment, setting: Setting): Map<string, string> {
  const { connections, fit, text, pair } = assessment;
  const found = new Map<string, string>();
  for (const route of strongest(connections.routes))
    if (!found.has(route.factor)) found.set(route.factor, route.evidence);
  if (connections.tier === "text") found.set("productFlow", textOnly);
  for (const { id, evidence } of fit.factors) if (evidence !== null) found.set(id, evidence);
  for (const route of [kindRoute(pair, setting), categoryRoute(assessment)])
    if (route) found.set(route.factor, route.evidence);
  if (text.textSimilarity !== null)
    found.set("textSimilarity", `两段文字的意思相近程度 ${Math.round(text.textSimilarity * 100)}%`);
  if (text.wordOverlap !== null && setting.weights.wordOverlap > 0)
    found.set("wordOverlap", `需求用词有 ${Math.round(text.wordOverlap * 100)}% 在资源中出现`);
  return found;
}

/** What speaks against a match; where facts say it more exactly than the factor's own sentence, the facts. */
export function againstOf({ scored, fit }: Assessment): string[] {
  const terms = new Set<string>(factors.filter(({ source }) => source === "terms").map(({ id }) => id));
  const general = scored.against.filter(({ id }) => !terms.has(id)).map(({ sentence }) => sentence);
  return [...fit.against, ...general];
}

/** What is not known and would help to judge. */
export function missingOf({ pair, fit }: Assessment): string[] {
  const { need, offer } = pair;
  return [
    ...(need.ownerId === null ? ["需求由哪家单位提出"] : []),
    ...(offer.ownerId === null ? ["资源由哪家单位提供"] : []),
    ...(need.quantity === null ? ["需要的数量"] : []),
    ...(need.until === null ? ["需要的时间"] : []),
    ...fit.missing,
  ];
}
