import { edgeId, type ShownEdge } from "../api/edgeIds.ts";
import type { Assessment, Setting } from "./assess.ts";
import { againstOf, evidenceOf, missingOf } from "./assess.ts";
import type { Bundle, BundlePart } from "./bundle.ts";
import type { Explanation } from "./explain.ts";
import { factors } from "./factors.ts";
import { type Edge, edgeKey } from "./facts.ts";
import type { DeclineReason, MatchState } from "./states.ts";
import type { Tier } from "./tiers.ts";

export interface PathNode {
  id: string;
  kind: string;
  name: string;
  shortName: string;
  variant: string | null;
  example: boolean;
}

export interface PathEdge extends ShownEdge {
  id: string;
}

export interface FactorRow {
  id: string;
  name: string;
  evidence: string | null;
  value: number | null;
  contribution: number;
}

/** One result as the API shows it; demand and offer are loaded when asked for. */
export interface MatchRow {
  id: string;
  demandId: string;
  offerId: string;
  /** 0..100, one decimal. */
  score: number;
  verdict: string;
  /** Below the least score worth a try. */
  weak: boolean;
  /** How near the graph brings what is given to what is wanted; null where no product was asked about. */
  tier: Tier | null;
  state: MatchState;
  reason: string | null;
  declineReason: DeclineReason | null;
  factors: FactorRow[];
  deciding: FactorRow[];
  against: string[];
  missing: string[];
  path: { nodes: PathNode[]; edges: PathEdge[]; omitted: number };
  /** Id of the path's edge without which the score falls most; null when none is stored. */
  decisive: string | null;
}

/** A part as the API shows it; the offer is loaded when asked for. */
export interface BundlePartRow extends BundlePart {
  id: string;
  demandId: string;
  state: MatchState;
}

/** Resources that meet the need together, as the API shows them. */
export interface BundleRow extends Omit<Bundle, "parts"> {
  unit: string | null;
  parts: BundlePartRow[];
}

export interface MatchListRow {
  results: MatchRow[];
  /** Null for an offer's list, and where one resource does as well. */
  bundle: BundleRow | null;
  considered: number;
  excluded: { rule: string; count: number }[];
  degraded: string | null;
  /** Of the weights that scored the list. */
  weightsVersion: string;
  tookMs: number;
}

/** What people did about a pair. */
export interface StoredMatch {
  state: MatchState;
  /** What they wrote. */
  reason: string | null;
  declineReason: DeclineReason | null;
}

export const matchId = (demandId: string, offerId: string): string => `${demandId}~${offerId}`;

/** 0..1 to the 0..100 with one decimal that people see. */
export const shownScore = (score: number): number => Math.round(score * 1000) / 10;

// Chosen by where the scores of the 36 published needs' twenty first results lie (`match:eval` prints them): of pairs that
// solve the need a quarter reach 70, nine of ten 53 and nineteen of twenty 50; of pairs worth contacting one of ten
// is below 38; of the others half are below 41, and one of ten reaches 55.
export const leastWorthATry = 40;
const verdicts: readonly [least: number, name: string][] = [
  [70, "很合适"],
  [55, "合适"],
  [leastWorthATry, "可以一试"],
];
export const verdictOf = (shown: number, tier: Tier | null = null): string => {
  // Something to ask about, but not the thing itself.
  const most = tier === "broader" || tier === "input" || tier === "maker" ? 69.9 : 100;
  return verdicts.find(([least]) => Math.min(shown, most) >= least)?.[1] ?? "把握不大";
};

/** Declined ones last, then by score, then by id: the order never depends on chance. */
export function compareMatches(
  a: { assessment: Assessment; stored: StoredMatch | undefined; id: string },
  b: { assessment: Assessment; stored: StoredMatch | undefined; id: string },
): number {
  const sunk = (stored: StoredMatch | undefined): number => (stored?.state === "declined" ? 1 : 0);
  return sunk(a.stored) - sunk(b.stored) || b.assessment.score - a.assessment.score || (a.id < b.id ? -1 : 1);
}

/** All factors of an assessment in the order of the registry. */
export function factorRows(assessment: Assessment, setting: Setting): FactorRow[] {
  const evidence = evidenceOf(assessment, setting);
  const contribution = new Map<string, number>(
    assessment.scored.shares.map((share) => [share.id, share.contribution]),
  );
  const total = assessment.score || 1;
  return factors
    .filter(({ id }) => setting.weights[id] > 0)
    .map(({ id, name }) => ({
      id,
      name,
      evidence: evidence.get(id) ?? null,
      value: assessment.values[id] ?? null,
      contribution: (contribution.get(id) ?? 0) / total,
    }));
}

/** The path drawn for a result: nodes from the need to the offer. What may not be seen is missing, with its edges. */
export function drawPath(
  { route }: Explanation,
  from: string,
  nodes: ReadonlyMap<string, PathNode>,
  edges: ReadonlyMap<string, PathEdge>,
): MatchRow["path"] {
  const order = nodesAlong(route.edges, from);
  const shown = order.flatMap((id) => nodes.get(id) ?? []);
  const drawn = route.edges.flatMap((edge): PathEdge[] => {
    if (!nodes.has(edge.source) || !nodes.has(edge.target)) return [];
    return [edges.get(edgeKey(edge)) ?? derivedEdge(edge)];
  });
  return { nodes: shown, edges: drawn, omitted: order.length - shown.length };
}

/** Ids of the nodes of a path, walking its edges from one end. */
export function nodesAlong(edges: readonly Edge[], from: string): string[] {
  const order = [from];
  for (const edge of edges) order.push(edge.source === order.at(-1) ? edge.target : edge.source);
  return [...new Set(order)];
}

function derivedEdge({ type, source, target, label }: Edge): PathEdge {
  const edge = { type, source, target, label: label ?? null, since: null, until: null };
  return { id: edgeId(edge), ...edge };
}

/** One result as the API shows it. */
export function matchRow(
  assessment: Assessment,
  setting: Setting,
  explanation: Explanation,
  stored: StoredMatch | undefined,
  drawn: { nodes: ReadonlyMap<string, PathNode>; edges: ReadonlyMap<string, PathEdge> },
): MatchRow {
  const { need, offer } = assessment.pair;
  const { tier } = assessment.connections;
  const score = shownScore(assessment.score);
  const all = factorRows(assessment, setting);
  const byId = new Map(all.map((row) => [row.id, row]));
  const { decisive } = explanation;
  return {
    id: matchId(need.id, offer.id),
    demandId: need.id,
    offerId: offer.id,
    score,
    verdict: verdictOf(score, tier),
    weak: score < leastWorthATry,
    tier,
    state: stored?.state ?? "proposed",
    reason: stored?.reason ?? null,
    declineReason: stored?.declineReason ?? null,
    factors: all,
    deciding: assessment.scored.deciding.flatMap(({ id }) => byId.get(id) ?? []),
    against: againstOf(assessment),
    missing: missingOf(assessment),
    path: drawPath(explanation, need.id, drawn.nodes, drawn.edges),
    decisive: decisive ? (drawn.edges.get(edgeKey(decisive)) ?? derivedEdge(decisive)).id : null,
  };
}
