import { type Arc, type Assigned, arcsOf, leastShare, type Problem } from "./problem.ts";

export const unfilledReasons = ["noCandidate", "capacity", "window", "rule", "fairness"] as const;
export type UnfilledReason = (typeof unfilledReasons)[number];

/** How many offers worth a try each hard rule kept from a need, by the rule's id. */
export type ExcludedCounts = ReadonlyMap<string, number>;

/** A need that a plan leaves open, wholly or in part, and why. */
export interface Gap {
  needId: string;
  reason: UnfilledReason;
  /** Share that is met, 0..1 without 1. */
  share: number;
  /** Offers worth a try: those that were candidates, and those kept away by capacity, window or another rule. */
  facts: { candidates: number; capacity: number; window: number; rule: number };
}

const whole = 1 - 1e-6;

/**
 * The needs that a plan does not meet, in the order given, each with the one reason that would have to change first. With
 * candidates: `capacity` when none of them has room left in this plan, else `fairness`, which kept a provider with room
 * from serving once more (or the limit of providers a need, for one met in part). Without: whichever of window, capacity and
 * the other rules kept most away; `noCandidate` when nothing was worth a try.
 */
export function gapsOf(
  problem: Problem,
  assigned: readonly Assigned[],
  excludedOf: (needId: string) => ExcludedCounts,
): Gap[] {
  const arcs = new Map<string, Arc[]>();
  for (const arc of arcsOf(problem)) arcs.set(arc.needId, [...(arcs.get(arc.needId) ?? []), arc]);
  const left = roomLeft(problem, assigned);
  const chosen = new Set(assigned.map(({ needId, offerId }) => `${needId}~${offerId}`));
  const met = new Map<string, number>();
  for (const { needId, share } of assigned) met.set(needId, (met.get(needId) ?? 0) + share);
  return problem.needs.flatMap(({ id }): Gap[] => {
    const share = Math.min(1, met.get(id) ?? 0);
    if (share >= whole) return [];
    const own = arcs.get(id) ?? [];
    const facts = { candidates: own.length, ...countsOf(excludedOf(id)) };
    const open = own.filter((arc) => !chosen.has(`${id}~${arc.offerId}`));
    const roomy = open.some((arc) => hasRoom(arc, 1 - share, left.get(arc.offerId) ?? null));
    if (own.length === 0) return [{ needId: id, reason: strongest(facts), share, facts }];
    return [{ needId: id, reason: roomy ? "fairness" : "capacity", share, facts }];
  });
}

function countsOf(excluded: ExcludedCounts): { capacity: number; window: number; rule: number } {
  const counts = { capacity: 0, window: 0, rule: 0 };
  for (const [rule, count] of excluded) {
    if (rule === "capacity") counts.capacity += count;
    else if (rule === "window" || rule === "ended") counts.window += count;
    else counts.rule += count;
  }
  return counts;
}

function strongest({ capacity, window, rule }: Gap["facts"]): UnfilledReason {
  const most = Math.max(capacity, window, rule);
  if (most === 0) return "noCandidate";
  return most === capacity ? "capacity" : most === window ? "window" : "rule";
}

/** What is left of each offer's capacity after the plan; offers without one are not in it. */
function roomLeft({ offers }: Problem, assigned: readonly Assigned[]): Map<string, number> {
  const left = new Map(
    offers.flatMap(({ id, remaining }) => (remaining === null ? [] : [[id, remaining] as const])),
  );
  for (const { offerId, amount } of assigned) {
    const room = left.get(offerId);
    if (room !== undefined && amount !== null) left.set(offerId, room - amount);
  }
  return left;
}

function hasRoom({ divisible, amount }: Arc, wanted: number, room: number | null): boolean {
  if (room === null || amount === 0) return wanted >= whole;
  if (!divisible) return wanted >= whole && room >= amount - 1e-6;
  return wanted >= leastShare && room / amount >= leastShare - 1e-6;
}
