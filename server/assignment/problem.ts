import { inUnit } from "../language/units.ts";

/** Plain values of one whole-list assignment: what the solver, greedy and the reasons take. Knows neither graph nor API. */

export interface PlanNeed {
  id: string;
  /** How much is wanted; null when the need does not say. */
  quantity: number | null;
  unit: string | null;
}

export interface PlanOffer {
  id: string;
  /** Whom fairness counts by: the owner, or the offer itself where it has none. */
  providerId: string;
  /** What is left of the capacity; null when no capacity is known. */
  remaining: number | null;
  unit: string | null;
}

/** A pair that no rule keeps apart. */
export interface PlanCandidate {
  needId: string;
  offerId: string;
  /** 0..100 as the need's list shows it. */
  score: number;
}

export interface PlanRules {
  /** k: most offers that serve one need, from 1. */
  providersPerNeed: number;
  /** Needs a provider may serve before each further one costs `penalty`; from 1. */
  fairShare: number;
  /** Points of score that every need beyond the fair share costs; 0: no fairness. */
  penalty: number;
  /** Most needs a provider serves at all; null: no bound. */
  mostPerProvider: number | null;
  /** Needs that providers serve already, beside this plan; 0 for those that are not in it. */
  loads?: ReadonlyMap<string, number>;
}

/** Needs that a provider serves already. */
export const loadOf = ({ loads }: Pick<PlanRules, "loads">, providerId: string): number =>
  loads?.get(providerId) ?? 0;

export interface Problem {
  needs: readonly PlanNeed[];
  offers: readonly PlanOffer[];
  candidates: readonly PlanCandidate[];
  rules: PlanRules;
}

/** One chosen pair. */
export interface Assigned {
  needId: string;
  offerId: string;
  score: number;
  /** Share of the need that the offer meets, `leastShare`..1. */
  share: number;
  /** Taken from the offer's capacity, in its unit; null when it has none. */
  amount: number | null;
}

/** Nobody is sent for crumbs: a partial answer meets at least this share of the need. */
export const leastShare = 0.1;

/** A candidate with what it would take. */
export interface Arc extends PlanCandidate {
  providerId: string;
  /** Whether the need has a quantity: then the shares of its offers sum to at most 1. */
  counted: boolean;
  /** Whether the share may be less than whole: quantity and capacity are in one unit. */
  divisible: boolean;
  /** Largest share that the offer alone can meet. */
  mostShare: number;
  /** Taken from the capacity by the whole need; 0 when the offer has none. */
  amount: number;
}

/**
 * The candidates that can be chosen at all, in a fixed order (by need, then offer), each once. An amount that is not known
 * or in another unit counts as one of whatever the offer has.
 */
export function arcsOf({ needs, offers, candidates }: Omit<Problem, "rules">): Arc[] {
  const needAt = new Map(needs.map((need) => [need.id, need]));
  const offerAt = new Map(offers.map((offer) => [offer.id, offer]));
  const arcs = new Map<string, Arc>();
  for (const candidate of candidates) {
    const need = needAt.get(candidate.needId);
    const offer = offerAt.get(candidate.offerId);
    const arc = need && offer ? arcOf(candidate, need, offer) : null;
    if (arc) arcs.set(`${arc.needId}~${arc.offerId}`, arc);
  }
  return [...arcs.values()].sort((a, b) => order(a.needId, b.needId) || order(a.offerId, b.offerId));
}

function arcOf(candidate: PlanCandidate, need: PlanNeed, offer: PlanOffer): Arc | null {
  const { remaining, providerId } = offer;
  const counted = need.quantity !== null && need.quantity > 0;
  const base = { ...candidate, providerId, counted };
  if (candidate.score <= 0 || (remaining !== null && remaining <= 0)) return null;
  if (remaining === null) return { ...base, divisible: false, mostShare: 1, amount: 0 };
  const amount = counted ? inUnit(need.quantity ?? 0, need.unit, offer.unit) : null;
  if (amount === null) return { ...base, divisible: false, mostShare: 1, amount: Math.min(1, remaining) };
  const mostShare = Math.min(1, remaining / amount);
  return mostShare < leastShare ? null : { ...base, divisible: true, mostShare, amount };
}

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Σ score × share − penalty × Σ over providers of the needs that the plan adds beyond the fair share, in points of score. What
 * the programme maximises and what greedy is measured by.
 */
export function objectiveOf({ offers, rules }: Problem, assigned: readonly Assigned[]): number {
  const provider = new Map(offers.map(({ id, providerId }) => [id, providerId]));
  const load = new Map<string, number>();
  let total = 0;
  for (const { offerId, score, share } of assigned) {
    const id = provider.get(offerId) ?? offerId;
    load.set(id, (load.get(id) ?? 0) + 1);
    total += score * share;
  }
  for (const [id, served] of load) total -= rules.penalty * Math.max(0, served - freeShareOf(rules, id));
  return total;
}

/** Needs that a provider may take on before each further one costs: its fair share less what it serves already. */
export const freeShareOf = (rules: Pick<PlanRules, "fairShare" | "loads">, providerId: string): number =>
  Math.max(0, rules.fairShare - loadOf(rules, providerId));

/**
 * The share of work that is nobody's too much: pairs that can come about at most, with what is served already, spread evenly over
 * the providers.
 */
export function fairShareOf(
  arcs: readonly Arc[],
  { providersPerNeed, loads }: Pick<PlanRules, "providersPerNeed" | "loads">,
): number {
  const perNeed = new Map<string, number>();
  for (const { needId } of arcs) perNeed.set(needId, (perNeed.get(needId) ?? 0) + 1);
  const providers = [...new Set(arcs.map(({ providerId }) => providerId))];
  const pairs = [...perNeed.values()].reduce((sum, count) => sum + Math.min(count, providersPerNeed), 0);
  const served = providers.reduce((sum, id) => sum + loadOf({ loads }, id), 0);
  return Math.max(1, Math.ceil((pairs + served) / Math.max(1, providers.length)));
}
