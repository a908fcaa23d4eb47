import { edgeId } from "../api/edgeIds.ts";
import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import { type Assessment, assess, explainPair, type Pair, type Setting } from "./assess.ts";
import { type BundledNeed, bundleOf } from "./bundle.ts";
import { edgeKey } from "./facts.ts";
import { type Bar, remainingOf, ruleAgainst } from "./hardRules.ts";
import {
  type BundleRow,
  compareMatches,
  leastWorthATry,
  type MatchListRow,
  matchId,
  matchRow,
  nodesAlong,
  type StoredMatch,
  shownScore,
} from "./matchList.ts";
import { readPaths } from "./resultQueries.ts";
import { declineReasons, type MatchState, matchStates } from "./states.ts";

/** Kinds of nodes that lie on paths. */
const pathKinds = [
  "Demand",
  "Offer",
  "Enterprise",
  "PartyOrganization",
  "Department",
  "ServiceTeam",
  "Alliance",
  "ChainPosition",
  "IndustryChain",
  "Product",
  "Category",
  "NeedKind",
  "HelpKind",
] as const;

/** Relationships on paths that carry more than their ends: a role, a mode or days. The others are drawn as they were found. */
export const telling: ReadonlySet<string> = new Set([
  "MEMBER_OF",
  "OBSERVES",
  "COVERS",
  "OCCUPIES",
  "PRODUCES",
]);

/** Declined pairs come after the asked number of results, so that they can be taken back; at most so many. */
const mostDeclined = 20;

export interface Ranking {
  /** All candidates that the viewer may see, each with the bar between the two owners. */
  pairs: { pair: Pair; barred: Bar | null }[];
  /** `[match id, state, reason, why declined]` of what people did. */
  stored: [string, string, string | null, string | null][];
  setting: Setting;
  /** The need for which several offers may be put together; null when needs are sought for an offer. */
  bundled: (BundledNeed & { id: string }) | null;
  first: number;
  viewer: Viewer;
  degraded: string | null;
  /** `performance.now()` when the question came. */
  started: number;
}

/** Rules out, scores, sorts, cuts and explains. One statement, for the paths of all results. */
export async function rank(graph: Graph, ranking: Ranking): Promise<MatchListRow> {
  const { setting, pairs, first } = ranking;
  const excluded = new Map<string, number>();
  const stored = storedMatches(ranking.stored);
  const assessed: Assessed[] = [];
  for (const { pair, barred } of pairs) {
    const id = matchId(pair.need.id, pair.offer.id);
    const before = stored.get(id);
    const rule = ruleAgainst({
      need: pair.need,
      offer: pair.offer,
      barred,
      acted: before !== undefined && before.state !== "proposed",
      today: setting.today,
    });
    if (rule !== null) {
      if (rule.name !== null) excluded.set(rule.name, (excluded.get(rule.name) ?? 0) + 1);
      continue;
    }
    assessed.push({ id, assessment: assess(pair, setting), stored: before });
  }
  const sorted = assessed.sort(compareMatches);
  const declined = sorted.filter((one) => one.stored?.state === "declined");
  const open = sorted.slice(0, sorted.length - declined.length);
  const chosen = [...open.slice(0, first), ...declined.slice(0, mostDeclined)];
  const explained = chosen.map((one) => ({ ...one, explanation: explainPair(one.assessment, setting) }));
  const drawn = await readDrawing(graph, explained, ranking.viewer);
  return {
    results: explained.map((one) => matchRow(one.assessment, setting, one.explanation, one.stored, drawn)),
    bundle: bundleRow(ranking.bundled, open),
    considered: assessed.length,
    excluded: [...excluded].map(([rule, count]) => ({ rule, count })),
    degraded: ranking.degraded,
    weightsVersion: setting.weightsVersion,
    tookMs: Math.round((performance.now() - ranking.started) * 10) / 10,
  };
}

interface Assessed {
  assessment: Assessment;
  stored: StoredMatch | undefined;
  id: string;
}

/** What is agreed already counts as met; only what is worth a try is put together. */
function bundleRow(need: Ranking["bundled"], open: readonly Assessed[]): BundleRow | null {
  if (!need) return null;
  const choosable = open.filter(
    ({ assessment, stored }) =>
      shownScore(assessment.score) >= leastWorthATry &&
      (stored === undefined || stored.state === "proposed" || stored.state === "contacted"),
  );
  const bundle = bundleOf(
    need,
    choosable.map(({ assessment: { pair, score } }) => ({
      offerId: pair.offer.id,
      score: shownScore(score),
      remaining: remainingOf(pair.offer),
      unit: pair.offer.unit,
    })),
  );
  if (!bundle) return null;
  const stateOf = new Map(choosable.map(({ id, stored }) => [id, stored?.state ?? "proposed"]));
  const parts = bundle.parts.map((part) => {
    const id = matchId(need.id, part.offerId);
    return { ...part, id, demandId: need.id, state: stateOf.get(id) ?? "proposed" };
  });
  return { ...bundle, unit: need.unit, parts };
}

const isState = (state: string): state is MatchState => (matchStates as readonly string[]).includes(state);

const storedMatches = (rows: Ranking["stored"]): Map<string, StoredMatch> =>
  new Map(
    rows.flatMap(([id, state, reason, declined]) => {
      const declineReason = declineReasons.find((one) => one === declined) ?? null;
      return isState(state) ? [[id, { state, reason, declineReason }] as const] : [];
    }),
  );

type Explained = { assessment: Assessment; explanation: ReturnType<typeof explainPair> };

async function readDrawing(graph: Graph, explained: readonly Explained[], viewer: Viewer) {
  const ids = new Set<string>();
  const edges = new Map<string, [string, string, string]>();
  for (const { assessment, explanation } of explained) {
    for (const id of nodesAlong(explanation.route.edges, assessment.pair.need.id)) ids.add(id);
    for (const edge of explanation.route.edges)
      if (telling.has(edge.type)) edges.set(edgeKey(edge), [edge.source, edge.type, edge.target]);
  }
  const asked = { ids: [...ids], edges: [...edges.values()], kinds: pathKinds, viewer };
  const [row] = ids.size === 0 ? [] : await graph.run(readPaths, asked);
  return {
    nodes: new Map((row?.nodes ?? []).map((node) => [node.id, node])),
    edges: new Map((row?.edges ?? []).map((edge) => [edgeKey(edge), { id: edgeId(edge), ...edge }])),
  };
}
